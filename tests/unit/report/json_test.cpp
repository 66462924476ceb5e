#include "models/report/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace channelshift {
namespace {

TEST(JsonText, NumbersAreTheShortestThatReadBackTheSame) {
  EXPECT_EQ(json_text(Json(0.1)), "0.1\n");
  EXPECT_EQ(json_text(Json(1.0 / 3)), "0.3333333333333333\n");
  EXPECT_EQ(json_text(Json(20.0)), "20\n");
  EXPECT_EQ(json_text(Json(1e6)), "1000000\n");
  EXPECT_EQ(json_text(Json(-0.0)), "0\n");
  EXPECT_EQ(json_text(Json(1e300)), "1e+300\n");
  EXPECT_EQ(json_text(Json(2.5e-9)), "2.5e-09\n");
  EXPECT_EQ(json_text(Json(std::numeric_limits<double>::quiet_NaN())), "null\n");
  EXPECT_EQ(json_text(Json(18446744073709551615u)), "18446744073709551615\n");
}

TEST(JsonText, SmallObjectsStandOnOneLine) {
  Json json;
  json["offered"] = {{"mean", 1.5}, {"half_width", nullptr}, {"sd", nullptr}};
  json["names"] = {"a", "b"};
  json["none"] = Json::object();
  json["quoted \"£\""] = true;
  EXPECT_EQ(json_text(json),
            "{\n"
            "  \"offered\": {\"mean\": 1.5, \"half_width\": null, \"sd\": null},\n"
            "  \"names\": [\"a\", \"b\"],\n"
            "  \"none\": {},\n"
            "  \"quoted \\\"£\\\"\": true\n"
            "}\n");
}

TEST(JsonText, ObjectsMayOutgrowTheirRoom) {
  Json json = object_for(1);
  json["z"] = 1;
  json["a"] = 2;
  EXPECT_EQ(json_text(json), "{\"z\": 1, \"a\": 2}\n");
}

TEST(JsonText, TextReadBackMakesTheSameText) {
  Json json;
  json["x"] = {{"z", 20.0}, {"a", {1.5, 2.0, 1e20, 3.25}}};
  const std::string text = json_text(json);
  EXPECT_EQ(json_text(parse_json(text)), text);
  EXPECT_THROW(parse_json("{\"x\": "), std::runtime_error);
}

}  // namespace
}  // namespace channelshift
