#include "models/rosters/programme.hpp"

#include <cmath>
#include <limits>
#include <memory>

#include <coin/Cbc_C_Interface.h>

namespace channelshift {
namespace {

constexpr const char* gap = "0.002";
constexpr const char* most_nodes = "20000";  ///< not seconds: the same on every machine

struct Delete {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};

/// The rows, column by column.
struct Columns {
  std::vector<CoinBigIndex> start;
  std::vector<int> row;
  std::vector<double> value;
};

Columns columns_of(const Programme& programme) {
  std::vector<std::vector<Programme::Term>> by_column(programme.cost.size());
  for (std::size_t r = 0; r < programme.rows.size(); ++r)
    for (const Programme::Term& term : programme.rows[r].terms)
      by_column[term.variable].push_back({r, term.coefficient});
  Columns columns;
  for (const auto& terms : by_column) {
    columns.start.push_back(static_cast<CoinBigIndex>(columns.row.size()));
    for (const Programme::Term& term : terms) {
      columns.row.push_back(static_cast<int>(term.variable));
      columns.value.push_back(term.coefficient);
    }
  }
  columns.start.push_back(static_cast<CoinBigIndex>(columns.row.size()));
  return columns;
}

}  // namespace

std::optional<std::vector<int>> solve(const Programme& programme) {
  const int variables = static_cast<int>(programme.cost.size());
  const Columns columns = columns_of(programme);
  const std::vector<double> lower(variables, 0.0);
  const std::vector<double> upper(variables, 16'000.0);
  std::vector<double> least, most;
  for (const Programme::Row& row : programme.rows) {
    least.push_back(row.least);
    most.push_back(row.most.value_or(std::numeric_limits<double>::max()));
  }
  const std::unique_ptr<Cbc_Model, Delete> model(Cbc_newModel());
  Cbc_loadProblem(model.get(), variables, static_cast<int>(programme.rows.size()), columns.start.data(),
                  columns.row.data(), columns.value.data(), lower.data(), upper.data(), programme.cost.data(),
                  least.data(), most.data());
  for (int v = 0; v < variables; ++v) Cbc_setInteger(model.get(), v);
  Cbc_setParameter(model.get(), "logLevel", "0");
  Cbc_setParameter(model.get(), "ratioGap", gap);
  Cbc_setParameter(model.get(), "maxNodes", most_nodes);
  Cbc_solve(model.get());  // returns 0 for an infeasible programme too
  const double* solution = Cbc_bestSolution(model.get());
  if (Cbc_isProvenInfeasible(model.get()) || solution == nullptr) return std::nullopt;
  std::vector<int> whole;
  for (int v = 0; v < variables; ++v) whole.push_back(static_cast<int>(std::lround(solution[v])));
  return whole;
}

}  // namespace channelshift
