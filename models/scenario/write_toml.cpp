#include "models/scenario/write_toml.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/words.hpp"

namespace channelshift {

namespace {

std::string write_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

std::string write_key(std::string_view key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  return bare ? std::string(key) : write_text(key);
}

/// The shortest form that reads as the same double, and never as a whole number.
std::string write_number(double number) {
  std::string text = fmt::format("{}", number);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

struct Write {
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return write_number(number); }
  std::string operator()(const std::string& text) const { return write_text(text); }
  std::string operator()(Date date) const { return show_date(date); }
  std::string operator()(const Unused&) const { return "\"\""; }  // refused before anything is written
  std::string operator()(const Node::List& list) const {
    std::string text = "[";
    for (const Node& item : list) text += (text.size() > 1 ? ", " : "") + write_value(item);
    return text + "]";
  }
  std::string operator()(const Node::Table& table) const {
    std::string text = "{";
    for (const Entry& entry : table) {
      text += (text.size() > 1 ? ", " : " ") + write_key(entry.key) + " = " + write_value(entry.value);
    }
    return text + (table.empty() ? "}" : " }");
  }
};

bool list_of_tables(const Node& node) {
  const Node::List* list = node.list();
  return list && !list->empty() && std::all_of(list->begin(), list->end(), [](const Node& n) { return n.table(); });
}

/// `key = value` lines; a list of tables has a line for each.
void write_lines(std::string& out, const Node::Table& table) {
  for (const Entry& entry : table) {
    out += write_key(entry.key) + " = ";
    if (!list_of_tables(entry.value)) {
      out += write_value(entry.value) + "\n";
      continue;
    }
    out += "[\n";
    for (const Node& item : *entry.value.list()) out += "  " + write_value(item) + ",\n";
    out += "]\n";
  }
}

bool tables_by_name(const Node& node) {
  const Node::Table* table = node.table();
  return table && !table->empty() &&
         std::all_of(table->begin(), table->end(), [](const Entry& e) { return e.value.table(); });
}

void write_section(std::string& out, const Entry& entry) {
  const std::string key = write_key(entry.key);
  if (list_of_tables(entry.value)) {
    for (const Node& item : *entry.value.list()) {
      out += "\n[[" + key + "]]\n";
      write_lines(out, *item.table());
    }
  } else if (tables_by_name(entry.value)) {
    for (const Entry& named : *entry.value.table()) {
      out += "\n[" + key + "." + write_key(named.key) + "]\n";
      write_lines(out, *named.value.table());
    }
  } else {
    out += "\n[" + key + "]\n";
    write_lines(out, *entry.value.table());
  }
}

bool is_section(const Node& node) { return node.table() || list_of_tables(node); }

}  // namespace

std::string write_value(const Node& node) { return std::visit(Write{}, node.value); }

std::string write_toml(const Node& root) {
  std::string out;
  Node::Table top;
  for (const Entry& entry : *root.table()) {
    if (!is_section(entry.value)) top.push_back(entry);
  }
  write_lines(out, top);
  for (const Entry& entry : *root.table()) {
    if (is_section(entry.value)) write_section(out, entry);
  }
  return out;
}

}  // namespace channelshift
