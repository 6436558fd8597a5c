// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TESTS_REPLAY_CONGRESS_MODELS_HPP
#define YORE_TESTS_REPLAY_CONGRESS_MODELS_HPP

#include <yore/policy.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

/// The seven record types of the data, with every field of their schema.
namespace congress {

using date = std::chrono::year_month_day;

struct ExecutiveTerm {
    date end{};
    std::optional<std::string> how;
    std::string party;
    date start{};
    std::string type;

    bool operator==(const ExecutiveTerm&) const = default;
};

struct PartyAffiliation {
    std::optional<std::string> caucus;
    std::optional<date> end;
    std::string party;
    std::optional<date> start;

    bool operator==(const PartyAffiliation&) const = default;
};

/// A term of a legislator. Its class in the Senate is named `class` in the data, which no member can be.
struct Term {
    std::optional<std::string> address;
    std::optional<std::string> caucus;
    std::optional<std::int64_t> senate_class;
    std::optional<std::string> contact_form;
    std::optional<std::int64_t> district;
    date end{};
    std::optional<std::string> end_type;
    std::optional<std::string> fax;
    std::optional<std::string> how;
    std::optional<std::string> office;
    std::string party;
    std::vector<PartyAffiliation> party_affiliations;
    std::optional<std::string> phone;
    std::optional<std::string> rss_url;
    date start{};
    std::optional<std::string> state;
    std::optional<std::string> state_rank;
    std::string type;
    std::optional<std::string> url;

    using audit_policy = yore::policy<yore::was<&Term::senate_class, "class">>;
    bool operator==(const Term&) const = default;
};

struct Relative {
    std::string name;
    std::string relation;

    bool operator==(const Relative&) const = default;
};

struct LeadershipRole {
    std::string chamber;
    std::optional<date> end;
    date start{};
    std::string title;

    bool operator==(const LeadershipRole&) const = default;
};

struct OtherName {
    std::optional<date> end;
    std::string last;

    bool operator==(const OtherName&) const = default;
};

struct Subcommittee {
    std::optional<std::string> address;
    std::vector<std::int64_t> congresses;
    std::string name;
    std::map<std::string, std::string> names;
    std::optional<std::string> phone;
    std::string thomas_id;
    std::optional<std::string> wikipedia;

    bool operator==(const Subcommittee&) const = default;
};

struct HistoricalSubcommittee {
    std::vector<std::int64_t> congresses;
    std::string name;
    std::map<std::string, std::string> names;
    std::string thomas_id;

    bool operator==(const HistoricalSubcommittee&) const = default;
};

/// A member of the Congress; the key is the bioguide id, or `govtrack:<n>` where there is none.
struct Legislator {
    std::string key;
    std::optional<std::string> ballotpedia;
    std::optional<std::string> bioguide;
    std::optional<date> birthday;
    std::optional<std::int64_t> cspan;
    std::vector<Relative> family;
    std::vector<std::string> fec;
    std::optional<std::string> fec_id;
    std::string first_name;
    std::optional<std::string> gender;
    std::optional<std::string> google_entity_id;
    std::optional<std::int64_t> govtrack;
    std::optional<std::int64_t> house_history;
    std::optional<std::int64_t> icpsr;
    std::string last_name;
    std::vector<LeadershipRole> leadership_roles;
    std::optional<std::string> lis;
    std::optional<std::int64_t> maplight;
    std::optional<std::string> middle_name;
    std::optional<std::string> name_thomas;
    std::optional<std::string> nickname;
    std::optional<std::string> official_full;
    std::optional<std::string> opensecrets;
    std::vector<OtherName> other_names;
    std::optional<std::int64_t> pictorial;
    std::optional<std::string> religion;
    std::optional<std::string> suffix;
    std::vector<Term> terms;
    std::optional<std::string> thomas;
    std::optional<std::int64_t> votesmart;
    std::optional<std::string> washington_post;
    std::optional<std::string> wikidata;
    std::optional<std::string> wikipedia;

    using audit_policy = yore::policy<yore::key<&Legislator::key>>;
    bool operator==(const Legislator&) const = default;
};

/// A president or vice president; keyed like a legislator.
struct Executive {
    std::string key;
    std::optional<std::string> ballotpedia;
    std::optional<std::string> bioguide;
    std::optional<date> birthday;
    std::optional<std::int64_t> cspan;
    std::vector<std::string> fec;
    std::string first_name;
    std::optional<std::string> gender;
    std::optional<std::string> google_entity_id;
    std::optional<std::int64_t> govtrack;
    std::optional<std::int64_t> house_history;
    std::optional<std::int64_t> icpsr;
    std::optional<std::int64_t> icpsr_prez;
    std::string last_name;
    std::optional<std::string> lis;
    std::optional<std::int64_t> maplight;
    std::optional<std::string> middle_name;
    std::optional<std::string> nickname;
    std::optional<std::string> official_full;
    std::optional<std::string> opensecrets;
    std::optional<std::int64_t> pictorial;
    std::optional<std::string> religion;
    std::optional<std::string> suffix;
    std::vector<ExecutiveTerm> terms;
    std::optional<std::string> thomas;
    std::optional<std::int64_t> votesmart;
    std::optional<std::string> wikidata;
    std::optional<std::string> wikipedia;

    using audit_policy = yore::policy<yore::key<&Executive::key>>;
    bool operator==(const Executive&) const = default;
};

/// The accounts of one legislator.
struct SocialAccount {
    std::string bioguide;
    std::optional<std::string> facebook;
    std::optional<std::string> facebook_graph;
    std::optional<std::string> facebook_id;
    std::optional<std::int64_t> govtrack;
    std::optional<std::string> instagram;
    std::optional<std::int64_t> instagram_id;
    std::optional<std::string> thomas;
    std::optional<std::string> twitter;
    std::optional<std::int64_t> twitter_id;
    std::optional<std::string> youtube;
    std::optional<std::string> youtube_id;

    using audit_policy = yore::policy<yore::key<&SocialAccount::bioguide>>;
    bool operator==(const SocialAccount&) const = default;
};

/// An office of a legislator at home; its key stands in no other field.
struct DistrictOffice {
    std::string key;
    std::optional<std::string> address;
    std::string bioguide;
    std::optional<std::string> building;
    std::optional<std::string> city;
    std::optional<std::string> fax;
    std::int64_t govtrack{};
    std::optional<std::string> hours;
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::optional<std::string> phone;
    std::optional<std::string> state;
    std::optional<std::string> suite;
    std::optional<std::string> thomas;
    std::optional<std::string> zip;

    using audit_policy = yore::policy<yore::key<&DistrictOffice::key>>;
    bool operator==(const DistrictOffice&) const = default;
};

/// A committee that exists.
struct Committee {
    std::optional<std::string> address;
    std::vector<std::int64_t> congresses;
    std::optional<std::string> house_committee_id;
    std::optional<std::string> jurisdiction;
    std::optional<std::string> jurisdiction_source;
    std::optional<std::string> minority_rss_url;
    std::optional<std::string> minority_url;
    std::string name;
    std::map<std::string, std::string> names;
    std::optional<std::string> phone;
    std::optional<std::string> rss_url;
    std::optional<std::string> senate_committee_id;
    std::vector<Subcommittee> subcommittees;
    std::string thomas_id;
    std::string type;
    std::optional<std::string> url;
    std::optional<std::string> wikipedia;
    std::optional<std::string> youtube_id;

    using audit_policy = yore::policy<yore::key<&Committee::thomas_id>>;
    bool operator==(const Committee&) const = default;
};

/// A committee that existed once.
struct HistoricalCommittee {
    std::vector<std::int64_t> congresses;
    std::optional<std::string> house_committee_id;
    std::string name;
    std::map<std::string, std::string> names;
    std::optional<std::string> senate_committee_id;
    std::vector<HistoricalSubcommittee> subcommittees;
    std::string thomas_id;
    std::string type;

    using audit_policy = yore::policy<yore::key<&HistoricalCommittee::thomas_id>>;
    bool operator==(const HistoricalCommittee&) const = default;
};

/// One seat of one legislator in one committee: `<committee>/<bioguide>` in the stream.
struct CommitteeMember {
    std::string bioguide;
    std::optional<std::string> chamber;
    std::string committee;
    std::optional<std::int64_t> govtrack;
    std::optional<std::int64_t> icpsr;
    std::optional<std::string> lis;
    std::optional<std::string> name;
    std::optional<std::string> opensecrets;
    std::string party;
    std::int64_t rank{};
    std::optional<std::string> source;
    std::optional<date> start_date;
    std::optional<std::string> thomas;
    std::optional<std::string> title;
    std::optional<std::int64_t> votesmart;

    using audit_policy = yore::policy<yore::key<&CommitteeMember::committee, &CommitteeMember::bioguide>>;
    bool operator==(const CommitteeMember&) const = default;
};

/// What the data calls the records of a type.
template <class T>
inline constexpr std::string_view entity = "";
template <>
inline constexpr std::string_view entity<Legislator> = "legislator";
template <>
inline constexpr std::string_view entity<Executive> = "executive";
template <>
inline constexpr std::string_view entity<SocialAccount> = "social_account";
template <>
inline constexpr std::string_view entity<DistrictOffice> = "district_office";
template <>
inline constexpr std::string_view entity<Committee> = "committee";
template <>
inline constexpr std::string_view entity<HistoricalCommittee> = "historical_committee";
template <>
inline constexpr std::string_view entity<CommitteeMember> = "committee_member";

/// The key of a record as the data writes it.
template <class T>
[[nodiscard]] std::string key_text(const T& record) {
    if constexpr (requires { record.key; }) return record.key;
    else if constexpr (requires { record.thomas_id; }) return record.thomas_id;
    else if constexpr (requires { record.committee; }) return record.committee + "/" + record.bioguide;
    else return record.bioguide;
}

/// The same for a key on its own.
[[nodiscard]] inline std::string key_text(const std::string& key) { return key; }
[[nodiscard]] inline std::string key_text(const std::tuple<std::string, std::string>& key) {
    return std::get<0>(key) + "/" + std::get<1>(key);
}

} // namespace congress

#endif
