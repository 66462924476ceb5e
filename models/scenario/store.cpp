#include "models/scenario/store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace channelshift {

namespace {

std::uint16_t position(const Node& node, const Key& key, const Names& names, std::string_view kind, Reading& reading) {
  return id_of(node, key, names, kind, reading).value_or(unread);
}

}  // namespace

void read_into(double& into, const Node& node, const Key& key, Reading& reading) {
  if (const std::optional<double> number = number_of(node, key, reading)) into = *number;
}

void read_into(int& into, const Node& node, const Key& key, Reading& reading) {
  if (key.type == Type::duration) {
    if (const std::optional<double> seconds = number_of(node, key, reading)) into = static_cast<int>(*seconds);
  } else if (const std::optional<std::int64_t> number = whole_of(node, key, reading)) {
    into = static_cast<int>(*number);
  }
}

void read_into(std::uint64_t& into, const Node& node, const Key& key, Reading& reading) {
  if (const std::optional<std::int64_t> number = whole_of(node, key, reading))
    into = static_cast<std::uint64_t>(*number);
}

void read_into(bool& into, const Node& node, const Key& key, Reading& reading) {
  if (const bool* yes = node.as<bool>()) {
    into = *yes;
  } else {
    refuse(node, key, reading, "(it is a yes or no). Write true or false, without quotes.");
  }
}

void read_into(std::string& into, const Node& node, const Key& key, Reading& reading) {
  const std::string* text = text_of(node, key, reading);
  if (!text) return;
  if (key.type == Type::id && !valid_id(*text)) {
    refuse(node, key, reading,
           "(names and ids are 1 to 100 letters a-z, digits and dashes). Put what people read into `title`.");
    return;
  }
  into = *text;
}

void read_into(Date& into, const Node& node, const Key& key, Reading& reading) {
  const Date* date = node.as<Date>();
  if (!date) {
    refuse(node, key, reading, "(dates are written 2024-01-31, without quotes). Write it like this.");
    return;
  }
  const int year = static_cast<int>(std::chrono::year_month_day{*date}.year());
  if (year < 1900 || year > 2199) {
    refuse(node, key, reading, "(dates lie between 1900 and 2199). Correct the year.");
    return;
  }
  into = *date;
}

void read_into(Days& into, const Node& node, const Key& key, Reading& reading) {
  if (const std::optional<Days> days = days_of(node, key, reading)) into = *days;
}

void read_into(std::vector<TimeRange>& into, const Node& node, const Key& key, Reading& reading) {
  if (const auto ranges = ranges_of(node, key, reading)) into = *ranges;
}

void read_into(Hours& into, const Node& node, const Key& key, Reading& reading) {
  if (const std::optional<Hours> hours = hours_of(node, key, reading)) into = *hours;
}

void read_into(ChannelId& into, const Node& node, const Key& key, Reading& reading) {
  into.value = position(node, key, reading.channels, "channel", reading);
}

void read_into(ReasonId& into, const Node& node, const Key& key, Reading& reading) {
  into.value = position(node, key, reading.reasons, "reason", reading);
}

void read_into(ProfileId& into, const Node& node, const Key& key, Reading& reading) {
  into.value = position(node, key, reading.profiles, "profile", reading);
}

void read_into(std::vector<ChannelId>& into, const Node& node, const Key& key, Reading& reading) {
  const auto add = [&](const Node& item) {
    ChannelId channel;
    read_into(channel, item, key, reading);
    if (channel.value == unread) return;
    if (std::find(into.begin(), into.end(), channel) == into.end()) {
      into.push_back(channel);
    } else {
      refuse(item, key, reading, "(it is in this list already). Name each channel once.");
    }
  };
  if (!node.list()) return add(node);
  for (const Node& item : *node.list()) add(item);
  if (node.list()->empty()) refuse(node, key, reading, "(it names no channel). Name at least one.");
}

void read_into(std::vector<double>& into, const Node& node, const Key& key, Reading& reading) {
  if (!is_list(node, key, reading)) return;
  into.reserve(node.list()->size());
  for (const Node& item : *node.list()) into.push_back(number_of(item, key, reading).value_or(0));
}

void read_into(std::vector<Switch>& into, const Node& node, const Key& key, Reading& reading) {
  if (!is_table(node, key, reading)) return;
  for (const Entry& entry : *node.table()) {
    const Node name{entry.key_place, entry.key};
    Switch& to = into.emplace_back();
    read_into(to.channel, name, key, reading);
    read_into(to.share, entry.value, key, reading);
  }
}

bool is_table(const Node& node, const Key& key, Reading& reading) {
  if (node.table()) return true;
  const std::string_view how =
      key.table && !key.table().named && key.type == Type::tables ? " Begin it with " : " Write it between { and }";
  const std::string name = how.back() == ' ' ? "[[" + std::string(key.name) + "]]" : std::string();
  refuse(node, key, reading, fmt::format("(it takes: {}).{}{}.", show_type(key), how, name));
  return false;
}

bool is_list(const Node& node, const Key& key, Reading& reading) {
  if (node.list()) return true;
  const bool single = key.type == Type::tables && node.table();
  refuse(node, key, reading,
         single ? fmt::format("(there can be several). Write [[...{}]], or put [ ] around it.", key.name)
                : fmt::format("(it takes: {}). Write it between [ and ].", show_type(key)));
  return false;
}

}  // namespace channelshift
