#include "models/report/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace channelshift {
namespace {

std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  if (value == 0) return "0";  // -0 as well
  const double size = std::abs(value);
  const auto format = size >= 1e-5 && size < 1e15 ? std::chars_format::fixed : std::chars_format::scientific;
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
  return {buffer.data(), end.ptr};
}

bool fits_one_line(const Json& json) {
  if (json.empty()) return true;
  return json.size() <= 3 && std::ranges::none_of(json, [](const Json& item) { return item.is_structured(); });
}

void write(const Json& json, std::string& out, std::size_t depth) {
  if (json.is_number_float()) {
    out += number(json.get<double>());
    return;
  }
  if (!json.is_structured()) {
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  const bool one_line = fits_one_line(json);
  const std::string gap = one_line ? " " : "\n" + std::string(2 * (depth + 1), ' ');
  out += json.is_object() ? '{' : '[';
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) out += ',';
    if (!first || !one_line) out += gap;
    first = false;
    if (json.is_object()) out += Json(key).dump(-1, ' ', false, Json::error_handler_t::replace) + ": ";
    write(value, out, depth + 1);
  }
  if (!one_line) out += "\n" + std::string(2 * depth, ' ');
  out += json.is_object() ? '}' : ']';
}

}  // namespace

Json object_for(std::size_t members) {
  Json object = Json::object();
  object.get_ref<Json::object_t&>().reserve(members);
  return object;
}

std::string json_text(const Json& json) {
  std::string out;
  write(json, out, 0);
  out += '\n';
  return out;
}

Json parse_json(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    throw std::runtime_error(error.what());
  }
}

}  // namespace channelshift
