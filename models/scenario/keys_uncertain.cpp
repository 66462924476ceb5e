#include "models/scenario/store.hpp"
#include "models/scenario/uncertain_keys.hpp"

/// An uncertain value: { low, likely, high } or a distribution.
namespace channelshift {

namespace {

constexpr std::string_view families[] = {"uniform", "triangular", "exponential", "lognormal", "gamma", "weibull"};
constexpr std::string_view form = "number or duration, as the input takes it";

constexpr unsigned with_ends = kinds(UncertainFamily::uniform, UncertainFamily::triangular);
constexpr unsigned with_cv = kinds(UncertainFamily::lognormal, UncertainFamily::gamma, UncertainFamily::weibull);
constexpr unsigned with_mean = with_cv | kinds(UncertainFamily::exponential);

/// What the value means depends on the input, so its node is kept.
template <auto member>
void keep(void* object, const Node& node, const Key&, Reading&) {
  static_cast<StatedUncertain*>(object)->*member = &node;
}

}  // namespace

const TableKeys& uncertain_keys() {
  static const TableKeys keys{
      .name = "an uncertain input",
      .keys =
          {
              {.name = "low",
               .type = Type::other,
               .meaning = "The least value that the input may have. Of a distribution without a least value, what is "
                          "below is cut off.",
               .without = "nothing is cut off below; a fault without a family",
               .form = form,
               .required_of = with_ends,
               .store = keep<&StatedUncertain::low>},
              {.name = "likely",
               .type = Type::other,
               .meaning = "The most likely value, which the plain run takes.",
               .without = "the value in the file; of a distribution its mode (triangular) or mean",
               .form = form,
               .store = keep<&StatedUncertain::likely>},
              {.name = "high",
               .type = Type::other,
               .meaning =
                   "The greatest value that the input may have. Of a distribution without a greatest value, what "
                   "is above is cut off.",
               .without = "nothing is cut off above; a fault without a family",
               .form = form,
               .required_of = with_ends,
               .store = keep<&StatedUncertain::high>},
              {.name = "family",
               .type = Type::choice,
               .meaning = "The family of the distribution. No draw may leave what the key allows.",
               .without = "triangular, with its mode at likely",
               .choices = families,
               .store = into<&StatedUncertain::family>},
              {.name = "mode",
               .type = Type::other,
               .meaning = "The most likely value of a triangular distribution.",
               .without = "none",
               .form = form,
               .only = kinds(UncertainFamily::triangular),
               .required_of = kinds(UncertainFamily::triangular),
               .store = keep<&StatedUncertain::mode>},
              {.name = "mean",
               .type = Type::other,
               .meaning = "The mean of the distribution, before anything is cut off.",
               .without = "none",
               .form = form,
               .only = with_mean,
               .required_of = with_mean,
               .store = keep<&StatedUncertain::mean>},
              {.name = "cv",
               .type = Type::number,
               .meaning = "Coefficient of variation: standard deviation divided by mean, before anything is cut off.",
               .without = "none",
               .range = Range{0.001, 10},
               .only = with_cv,
               .required_of = with_cv,
               .store = into<&StatedUncertain::cv>},
          },
      .kind_key = "family",
      .named = true,
      .by_path = true,
  };
  return keys;
}

}  // namespace channelshift
