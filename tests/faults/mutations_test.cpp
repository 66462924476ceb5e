#include <random>

#include "faulty.hpp"

/// Whatever stands in the file, the reader returns: faults, or a scenario.
namespace channelshift::test {

namespace {

const std::vector<std::string> scraps = {"\"",
                                         "[",
                                         "]",
                                         "{",
                                         "}",
                                         "[[",
                                         "]]",
                                         "=",
                                         ",",
                                         ".",
                                         "\n",
                                         "#",
                                         "nan",
                                         "inf",
                                         "-1",
                                         "1e400",
                                         "999999999999999999999",
                                         "0",
                                         "\"always\"",
                                         "\"closed\"",
                                         "\"20s\"",
                                         "\"mon-fri\"",
                                         "2024-02-29",
                                         "true",
                                         "[[channel]]",
                                         "[[demand]]",
                                         "[[option.shift]]",
                                         "[profile.x]",
                                         "extends = \"test.toml\"",
                                         "csv = \"x.csv\"",
                                         "\xFF",
                                         "\xEF\xBB\xBF",
                                         "\\u0000",
                                         "'''",
                                         "\"\"\"",
                                         "08:00",
                                         "per-hour",
                                         "id = \"phone\"",
                                         "to = \"phone\"",
                                         "\"channel.phone.hours\" = 3",
                                         "based-on = \"more-web\"",
                                         "answers = [[[]]]"};

std::string mutated(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  const std::size_t changes = below(2) == 0 ? 1 : 1 + below(4);
  for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
    const std::size_t at = below(text.size());
    const std::size_t length = std::min(text.size() - at, 1 + below(30));
    switch (below(8)) {
      case 6:
      case 7: {  // one digit for another
        const std::size_t digit = text.find_first_of("0123456789", at);
        if (digit != std::string::npos) text[digit] = static_cast<char>('0' + below(10));
        break;
      }
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, scraps[below(scraps.size())]);
        break;
      case 3:
        text.replace(at, std::min<std::size_t>(length, 6), scraps[below(scraps.size())]);
        break;
      case 4:
        text.insert(below(text.size()), text.substr(at, length));
        break;
      default: {  // a whole line goes elsewhere
        const std::size_t begin = text.rfind('\n', at) + 1;
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string line = text.substr(begin, end - begin);
        text.erase(begin, end - begin);
        const std::size_t to = text.find('\n', text.empty() ? 0 : below(text.size() + 1));
        text.insert(to == std::string::npos ? text.size() : to + 1, line);
      }
    }
  }
  return text;
}

}  // namespace

TEST(Mutations, NeverCrashTheReader) {
  std::mt19937 random(20240101);
  int sound_ones = 0;
  int faulty_ones = 0;
  for (int i = 0; i < 6000; ++i) {
    const std::string text = mutated(sound, random);
    const ReadScenario read = read_scenario_text(text, "test.toml");
    ASSERT_NE(read.scenario.has_value(), !read.faults.empty()) << text;
    if (!read.scenario) {
      ++faulty_ones;
      continue;
    }
    ++sound_ones;
    const ReadScenario again = read_scenario_text(read.resolved_toml, "test.toml");
    ASSERT_TRUE(again.scenario.has_value()) << all_of(again.faults) << "\n"
                                            << text << "\n-----\n"
                                            << read.resolved_toml;
    ASSERT_EQ(*again.scenario, *read.scenario) << text;
  }
  EXPECT_GT(sound_ones, 100);
  EXPECT_GT(faulty_ones, 1000);
}

TEST(Mutations, OfSetsNeverCrashTheReader) {
  std::mt19937 random(20240102);
  const std::vector<std::string> sets = {"channel.phone.target.share=0.7", "option.more-web.shift.1.share=0.2",
                                         "team.advisers.roster.1.staff=3", "profile.office.day.08:00=3",
                                         "option.more-web.set.channel.phone.lines=3"};
  for (int i = 0; i < 3000; ++i) {
    const std::vector<std::string> given = {mutated(sets[static_cast<std::size_t>(i) % sets.size()], random)};
    const ReadScenario read = read_scenario_text(sound, "test.toml", given);
    ASSERT_NE(read.scenario.has_value(), !read.faults.empty()) << given[0];
  }
}

}  // namespace channelshift::test
