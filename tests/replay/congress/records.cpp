// SPDX-License-Identifier: BSL-1.0
#include "records.hpp"

#include "models.hpp"

#include <nlohmann/json.hpp>
#include <yore/json.hpp>

#include <iterator>
#include <string>
#include <type_traits>
#include <utility>

namespace congress {
namespace {

/// Takes out what the data leaves out: nulls, empty lists and empty maps.
void remove_absent(nlohmann::json& json) {
    for (auto member = json.begin(); member != json.end();) {
        if (member->is_structured()) remove_absent(*member);
        const bool absent = json.is_object() && (member->is_null() || (member->is_structured() && member->empty()));
        member = absent ? json.erase(member) : std::next(member);
    }
}

} // namespace

template <class T>
T read_record(const std::string& key, nlohmann::json json) {
    if constexpr (requires(T record) { record.key; }) json["key"] = key;
    return yore::from_json<T>(json,
        {.unknown_members = yore::unknown_members::refuse, .missing_members = yore::missing_members::keep_default});
}

template <class T>
nlohmann::json write_record(const T& record) {
    nlohmann::json json = yore::to_json(record);
    if constexpr (requires { record.key; }) json.erase("key");
    if constexpr (std::is_same_v<T, Legislator>)
        for (nlohmann::json& term : json.at("terms")) term["class"] = std::exchange(term["senate_class"], nullptr);
    remove_absent(json);
    return json;
}

template Legislator read_record(const std::string&, nlohmann::json);
template nlohmann::json write_record(const Legislator&);
template Executive read_record(const std::string&, nlohmann::json);
template nlohmann::json write_record(const Executive&);
template SocialAccount read_record(const std::string&, nlohmann::json);
template nlohmann::json write_record(const SocialAccount&);
template DistrictOffice read_record(const std::string&, nlohmann::json);
template nlohmann::json write_record(const DistrictOffice&);
template Committee read_record(const std::string&, nlohmann::json);
template nlohmann::json write_record(const Committee&);
template HistoricalCommittee read_record(const std::string&, nlohmann::json);
template nlohmann::json write_record(const HistoricalCommittee&);
template CommitteeMember read_record(const std::string&, nlohmann::json);
template nlohmann::json write_record(const CommitteeMember&);

} // namespace congress
