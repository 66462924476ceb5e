#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "models/scenario/tree.hpp"

namespace channelshift {

/// A scenario as one tree: with what it extends, what --set changes and the CSV files worked in.
struct Loaded {
  Node root;
  bool whole = false;  ///< false: a file is missing or is not TOML, so that nothing else can be said of it
};

Loaded load_file(const std::filesystem::path& path, std::span<const std::string> sets, Sources& sources,
                 Faults& faults);
/// `name` stands for the text in messages; paths in it are relative to the folder of `name`.
Loaded load_text(std::string_view text, const std::filesystem::path& name, std::span<const std::string> sets,
                 Sources& sources, Faults& faults);

/// Starts from `base` and works in `added`: tables with the same id are completed key by key, new ones are added, all
/// else is replaced.
void extend(Node& base, const Node& added);

}  // namespace channelshift
