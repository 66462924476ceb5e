#pragma once

#include <string>
#include <vector>

#include "models/scenario/tree.hpp"

/// Checks of what is contradictory between tables, each its own message. Warnings hold only if there are no faults.
namespace channelshift {

/// An option's shifts, each beside the table that it was read from.
struct OptionView {
  const std::string& id;
  const std::vector<Shift>& shifts;
  const std::vector<const Node*>& nodes;
};

/// One model, beside the tree that it was read from.
struct ModelView {
  const Calendar& calendar;
  const Model& model;
  const Node& root;
  const OptionView* option = nullptr;  ///< null: the baseline, or an option's model by itself
};

/// All that can be said without an option's shifts.
void check_model(const ModelView& view, Faults& faults, Faults& warnings);
/// All that an option's shifts add.
void check_option(const ModelView& view, Faults& faults, Faults& warnings);

/// The table of the channel, demand... at this position of its list.
const Node& table_of(const ModelView& view, std::string_view kind, std::size_t position);
/// Whether the kind of this channel could be read.
bool kind_known(const ModelView& view, std::size_t channel);
const std::string& channel_id(const ModelView& view, ChannelId channel);

// The parts, one file each.
void check_links(const ModelView& view, Faults& faults);
void check_circles(const ModelView& view, Faults& faults);
void check_reach(const ModelView& view, Faults& faults);
void check_appointments(const ModelView& view, Faults& faults);
void check_shifts(const ModelView& view, Faults& faults, Faults& warnings);
void check_volumes(const ModelView& view, Faults& faults);
void check_demand_side(const ModelView& view, Faults& faults);
void check_staff(const ModelView& view, Faults& faults);
void warn_of_gaps(const ModelView& view, Faults& warnings);
void warn_of_load(const ModelView& view, Faults& warnings);
void warn_of_demand_side(const ModelView& view, Faults& warnings);
void warn_of_few_appointments(const ModelView& view, Faults& warnings);
void warn_of_idle_keys(const ModelView& view, Faults& warnings);
/// When posts go, of every option that gives some up; once there are no other faults.
void check_releases(const Scenario& scenario, const Node& root, Faults& faults, Faults& warnings);
/// A demand says how much of it can move, and no option moves any.
void warn_of_unused_shiftable(const Scenario& scenario, const Node& root, Faults& warnings);

}  // namespace channelshift
