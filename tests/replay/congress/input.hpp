// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_REPLAY_CONGRESS_INPUT_HPP
#define YORE_TESTS_REPLAY_CONGRESS_INPUT_HPP

#include <nlohmann/json.hpp>
#include <yore/timestamp.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace congress {

/// One line of the stream.
struct change {
    std::uint64_t seq;
    yore::timestamp time;
    std::string actor;
    std::string op; ///< "create", "update" or "delete"
    std::string entity;
    std::string key;
    std::string message;
    std::string src;      ///< the change set that it belongs to
    nlohmann::json state; ///< null when deleted
};

[[nodiscard]] inline const std::string& read_text(const nlohmann::json& json) {
    return json.get_ref<const std::string&>();
}

[[nodiscard]] inline yore::timestamp read_time(const nlohmann::json& json) {
    return yore::from_rfc3339(read_text(json)).value();
}

[[nodiscard]] inline change read_change(const std::string& line) {
    nlohmann::json json = nlohmann::json::parse(line);
    change result{json.at("seq"), read_time(json.at("time")), json.at("actor"), json.at("op"), json.at("entity"),
        json.at("key"), json.at("message"), json.at("src"), {}};
    const bool deleted = result.op == "delete";
    if (json.size() != (deleted ? 8U : 9U)) throw std::runtime_error{"unknown member in the stream: " + line};
    if (!deleted) result.state = std::move(json.at("state"));
    return result;
}

/// The records of one type that are alive at an instant, by key; what they point to is known to the type's replay.
/// Records that stay as they are between two instants are shared.
using records = std::map<std::string, std::shared_ptr<const void>>;

/// One file of the oracle.
struct instant {
    yore::timestamp at;
    std::map<std::string, records> entities;
};

} // namespace congress

#endif
