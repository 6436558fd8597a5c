// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_REPLAY_CONGRESS_RECORDS_HPP
#define YORE_TESTS_REPLAY_CONGRESS_RECORDS_HPP

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace congress {

/// A record out of the JSON of the data. What the JSON has and the record does not is an error.
template <class T>
[[nodiscard]] T read_record(const std::string& key, nlohmann::json);

/// The JSON of the data for a record; the opposite of `read_record`.
template <class T>
[[nodiscard]] nlohmann::json write_record(const T&);

} // namespace congress

#endif
