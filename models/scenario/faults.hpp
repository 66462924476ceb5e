#pragma once

#include <compare>
#include <filesystem>
#include <string>
#include <vector>

#include "models/scenario/read.hpp"

namespace channelshift {

/// Where something stands: a source of text, and a line and column in it, both from 1 (0: the source as a whole).
struct Place {
  int source = 0;
  int line = 0;
  int column = 0;
  auto operator<=>(const Place&) const = default;
};

/// The texts that one reading draws on: the scenario, the files it names, and every --set.
class Sources {
 public:
  /// `shown` stands for the source in messages; paths inside the source are relative to `folder`.
  int add(std::string shown, std::filesystem::path folder);
  const std::string& shown(int source) const { return sources_[static_cast<std::size_t>(source)].shown; }
  const std::filesystem::path& folder(int source) const { return sources_[static_cast<std::size_t>(source)].folder; }
  /// "file:line:column", or the source's name alone where it has no lines.
  std::string where(const Place& place) const;

 private:
  struct Source {
    std::string shown;
    std::filesystem::path folder;
  };
  std::vector<Source> sources_;
};

/// What is wrong, collected while reading goes on.
class Faults {
 public:
  struct Found {
    Place place;
    std::string problem;
    auto operator<=>(const Found&) const = default;
  };
  /// `problem`: "problem (why). What to do."
  void add(const Place& place, std::string problem) { found_.push_back({place, std::move(problem)}); }
  const std::vector<Found>& found() const { return found_; }
  bool none() const { return found_.empty(); }
  /// In order of source, line and column; the same thing at the same place once.
  std::vector<Fault> sorted(const Sources& sources) const;

 private:
  std::vector<Found> found_;
};

}  // namespace channelshift
