#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/app/arguments.hpp"
#include "models/report/json.hpp"
#include "models/scenario/read.hpp"
#include "sim/run/progress.hpp"

/// What goes where: the result to standard output, everything else to standard error.
namespace channelshift {

/// Throws sim::FileError if it cannot be written whole.
void print_result(std::string_view text);
void print_error(std::string_view text);    ///< "error: ..."
void print_warning(std::string_view text);  ///< "warning: ..."
void print_note(std::string_view text);

/// The summary in the format that was asked for.
void print_summary(const Json& summary, Format format);

void print_faults(std::span<const Fault> faults);
void print_warnings(std::span<const Fault> warnings);

/// Nothing if `quiet`; a bar if standard error is a terminal that can redraw a line; else lines.
sim::ProgressStyle progress_style(bool quiet);
/// Columns of the terminal behind standard error; 80 if it has none.
int stderr_columns();

/// Ctrl-C and a request to end: the half-written file is removed, exit codes 130 and 143.
void stop_cleanly_on_signals();

}  // namespace channelshift
