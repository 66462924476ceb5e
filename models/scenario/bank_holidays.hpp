#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// The rules below hold from this year on: the Early May holiday began then.
inline constexpr int first_year_of_bank_holidays = 1978;

/// Bank holidays of England and Wales in one year, ascending: New Year's Day, Good Friday, Easter Monday, Early May,
/// Spring, Summer, Christmas Day and Boxing Day with their substitute days, and the single changes proclaimed so far
/// (Banking and Financial Dealings Act 1971, schedule 1; the lists of www.gov.uk/bank-holidays).
std::vector<Date> bank_holidays_of_england_and_wales(int year);

}  // namespace channelshift
