#pragma once

#include <type_traits>
#include <vector>

#include "models/scenario/reading.hpp"
#include "models/scenario/values.hpp"

/// From a value of the tree to a member of a struct: `into<&Team::shrinkage>` is what a key's record names.
namespace channelshift {

void read_into(double& into, const Node& node, const Key& key, Reading& reading);
void read_into(int& into, const Node& node, const Key& key, Reading& reading);
void read_into(std::uint64_t& into, const Node& node, const Key& key, Reading& reading);
void read_into(bool& into, const Node& node, const Key& key, Reading& reading);
void read_into(std::string& into, const Node& node, const Key& key, Reading& reading);
void read_into(Date& into, const Node& node, const Key& key, Reading& reading);
void read_into(Days& into, const Node& node, const Key& key, Reading& reading);
void read_into(std::vector<TimeRange>& into, const Node& node, const Key& key, Reading& reading);
void read_into(Hours& into, const Node& node, const Key& key, Reading& reading);
void read_into(ChannelId& into, const Node& node, const Key& key, Reading& reading);
void read_into(ReasonId& into, const Node& node, const Key& key, Reading& reading);
void read_into(ProfileId& into, const Node& node, const Key& key, Reading& reading);
/// One id or a list of them.
void read_into(std::vector<ChannelId>& into, const Node& node, const Key& key, Reading& reading);
/// A list of numbers of the key's type.
void read_into(std::vector<double>& into, const Node& node, const Key& key, Reading& reading);
/// A table of channel ids and shares.
void read_into(std::vector<Switch>& into, const Node& node, const Key& key, Reading& reading);

/// A table that must be one.
bool is_table(const Node& node, const Key& key, Reading& reading);
bool is_list(const Node& node, const Key& key, Reading& reading);

template <class T>
void read_into(T& into, const Node& node, const Key& key, Reading& reading) {
  if constexpr (std::is_enum_v<T>) {
    if (const std::optional<int> choice = choice_of(node, key, reading)) into = static_cast<T>(*choice);
  } else {
    if (is_table(node, key, reading)) read_table(&into, node, key.table(), reading);
  }
}

/// Filled even if the value is faulty: what was given counts as given.
template <class T>
void read_into(std::optional<T>& into, const Node& node, const Key& key, Reading& reading) {
  read_into(into.emplace(), node, key, reading);
}

/// A list of tables.
template <class T>
void read_into(std::vector<T>& into, const Node& node, const Key& key, Reading& reading) {
  if (!is_list(node, key, reading)) return;
  for (const Node& item : *node.list()) {
    into.emplace_back();
    if (is_table(item, key, reading)) read_table(&into.back(), item, key.table(), reading);
  }
}

template <class>
struct OwnerOf;
template <class Owner, class Member>
struct OwnerOf<Member Owner::*> {
  using type = Owner;
};

template <auto member>
void into(void* object, const Node& node, const Key& key, Reading& reading) {
  using Owner = typename OwnerOf<decltype(member)>::type;
  read_into(static_cast<Owner*>(object)->*member, node, key, reading);
}

}  // namespace channelshift
