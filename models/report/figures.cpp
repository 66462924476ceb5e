#include "models/report/figures.hpp"

#include <cmath>

#include "models/measures/words.hpp"

namespace channelshift {

Figure figure(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_number()) return {true, found->get<double>(), false, 0};
  if (!found->is_object() || !found->contains("mean")) return {};
  Figure result{true, found->at("mean").get<double>(), false, 0};
  const Json& half_width = found->at("half_width");
  if (!half_width.is_null()) {
    result.has_interval = true;
    result.half_width = half_width.get<double>();
  }
  return result;
}

TableCell count_cell(const Figure& figure, int decimals) {
  if (!figure.there) return {no_figure, ""};
  return {grouped(figure.mean, decimals), figure.has_interval ? "±" + grouped(figure.half_width, decimals) : ""};
}

TableCell percent_cell(const Figure& figure) {
  if (!figure.there) return {no_figure, ""};
  return {grouped(100 * figure.mean, 1) + "%", figure.has_interval ? "±" + grouped(100 * figure.half_width, 1) : ""};
}

TableCell duration_cell(const Figure& figure) {
  if (!figure.there) return {no_figure, ""};
  return {duration_text(figure.mean), ""};
}

TableCell money_cell(const Figure& figure, const std::string& currency, int decimals) {
  if (!figure.there) return {no_figure, ""};
  return {money_text(figure.mean, currency, decimals),
          figure.has_interval ? "±" + grouped(figure.half_width, decimals) : ""};
}

std::vector<NamedOption> options_of(const Json& summary) {
  std::vector<NamedOption> options;
  for (const auto& [id, json] : summary.at("options").items()) options.push_back({id, &json});
  return options;
}

std::string short_name(const NamedOption& option) { return option.id == "baseline" ? "as it is" : option.id; }

}  // namespace channelshift
