#pragma once

#include <string>

#include "models/measures/simulated.hpp"
#include "models/money/accounts.hpp"
#include "models/money/uncertainty.hpp"
#include "sim/io/hdf5_writer.hpp"

/// Parts of the results file, each below a folder of its own.
namespace channelshift {

void write_measures(sim::Hdf5Writer& file, const Simulated& simulated);
void write_counts(sim::Hdf5Writer& file, const Simulated& simulated);
void write_series(sim::Hdf5Writer& file, const Simulated& simulated);
void write_account(sim::Hdf5Writer& file, const OptionAccount& account);

void write_uncertainty(sim::Hdf5Writer& file, const Uncertainty& uncertainty, const std::string& currency);

inline std::string folder_of(const Simulated& simulated) { return "/options/" + simulated.id; }

}  // namespace channelshift
