#include <fmt/format.h>

#include "models/scenario/store.hpp"

/// [finance]: the business case. An option's `release`: when posts go.
namespace channelshift {

namespace {

constexpr std::string_view release_rules[] = {"at-once", "attrition"};  // as ReleaseRule; the third is a table

void store_gate(void* object, const Node& node, const Key& key, Reading& reading) {
  Release& release = *static_cast<Release*>(object);
  read_into(release.gate, node, key, reading);
  release.rule = ReleaseRule::when_take_up;
}

}  // namespace

const TableKeys& finance_keys() {
  static const TableKeys keys{
      .name = "[finance]",
      .keys = {
          {.name = "years",
           .type = Type::whole,
           .meaning = "Years that the business case looks at, from the start of the calendar on.",
           .standard = "5",
           .range = Range{1, 60},
           .store = into<&Finance::years>},
          {.name = "discount-rate",
           .type = Type::number,
           .meaning = "What a year's delay takes off money, as a share, without inflation.",
           .standard = "0.035",
           .range = Range{-0.5, 1},
           .store = into<&Finance::discount_rate>},
          {.name = "optimism-bias",
           .type = Type::number,
           .meaning = "Share by which one-off and running cost are raised, as such costs turn out higher than thought.",
           .standard = "0",
           .range = Range{0, 10},
           .store = into<&Finance::optimism_bias>},
          {.name = "trend",
           .type = Type::number,
           .meaning = "Change of first contacts from year to year that comes without any option, as a share. It moves "
                      "the centre as it is and every option alike.",
           .standard = "0",
           .range = Range{-0.5, 0.5},
           .store = into<&Finance::trend>},
          {.name = "price-base",
           .type = Type::whole,
           .meaning = "The year in whose prices all amounts are.",
           .without = "the year of the calendar's start",
           .range = Range{1900, 2200},
           .store = into<&Finance::price_base>},
      }};
  return keys;
}

const TableKeys& release_keys() {
  static const TableKeys keys{
      .name = "release",
      .keys = {
          {.name = "when-take-up",
           .type = Type::share,
           .meaning = "Posts go, after notice, once this share of the first contacts that the option's shifts name has "
                      "really moved, or was avoided, over four weeks.",
           .range = Range{0, 1, true},
           .required = true,
           .store = store_gate},
      }};
  return keys;
}

void store_release(void* object, const Node& node, const Key& key, Reading& reading) {
  Release& release = static_cast<Option*>(object)->release;
  if (node.table()) return read_table(&release, node, release_keys(), reading);
  Key choice = key;
  choice.type = Type::choice;
  choice.choices = release_rules;
  read_into(release.rule, node, choice, reading);
}

}  // namespace channelshift
