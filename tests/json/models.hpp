// SPDX-License-Identifier: BSL-1.0
/// The models of the JSON tests: together they have every kind of member, engine and rule.
#ifndef YORE_TESTS_JSON_MODELS_HPP
#define YORE_TESTS_JSON_MODELS_HPP

#include <yore/json.hpp>

#include <boost/describe.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace shelf {

enum class status : std::uint8_t { working, broken, retired };
BOOST_DESCRIBE_ENUM(status, working, broken, retired)

enum class grade { a, b, c }; // nobody described it

/// A plain aggregate with the audit fields as a member.
struct machine {
    std::int64_t id{};
    std::string name{};
    shelf::status status{};
    std::optional<std::string> location{};
    yore::AuditFields audit{};
};

/// A described class with the audit fields as its base, and secrets.
struct volunteer : yore::AuditModel {
    std::int64_t id{};
    std::string name{};
    std::string password{};
    std::optional<std::string> token{};
    std::int32_t pin{};

    using audit_policy = yore::policy<yore::redact<&volunteer::password, &volunteer::token, &volunteer::pin>>;
};
BOOST_DESCRIBE_STRUCT(volunteer, (yore::AuditModel), (id, name, password, token, pin))

/// Rules about what is stored, and earlier names.
struct ticket {
    std::int32_t id{};
    std::string title{};
    std::uint32_t views{};
    std::string cache{"empty"};
    std::int32_t weight{5};

    using audit_policy = yore::policy<yore::untracked<&ticket::views>, yore::ignore<&ticket::cache>,
        yore::was<&ticket::title, "subject", "headline">>;
};

struct address {
    std::string street{};
    std::optional<std::int32_t> number{};
    friend bool operator==(const address&, const address&) = default;
};

struct part {
    std::int32_t code{};
    std::string label{};
    friend bool operator==(const part&, const part&) = default;
};

/// Private members, listed.
class account {
public:
    account() = default;
    explicit account(std::int32_t id) : id_(id) {}
    [[nodiscard]] std::int32_t id() const { return id_; }
    [[nodiscard]] double balance() const { return balance_; }

private:
    std::int32_t id_{};
    double balance_{};

public:
    using audit_members = yore::members<&account::id_, &account::balance_>;
    using audit_policy = yore::policy<yore::key<&account::id_>>;
};

/// Containers of every kind.
struct collection {
    std::int32_t id{};
    std::vector<std::string> tags{};
    std::vector<part> parts{};
    std::deque<std::int64_t> scores{};
    std::list<address> addresses{};
    std::array<std::int16_t, 3> corner{};
    std::vector<bool> flags{};
    std::set<std::string> awards{};
    std::unordered_set<std::int32_t> numbers{};
    std::multiset<std::int32_t> repeated{};
    std::map<std::string, std::int64_t> readings{};
    std::map<shelf::status, address> by_status{};
    std::map<std::chrono::sys_days, std::string> by_day{};
    std::unordered_map<std::int64_t, std::optional<double>> by_number{};
    std::map<std::pair<std::int32_t, std::string>, bool> by_pair{};
    std::multimap<std::string, std::int32_t> many{};
    std::vector<std::vector<std::optional<std::string>>> nested{};
    std::tuple<std::int32_t, std::string, std::optional<bool>> triple{};
    std::pair<std::string, double> pair{};
    std::vector<std::byte> bytes{};
    std::array<std::byte, 4> signature{};
};

/// Values that JSON has no type of its own for.
struct exhibit {
    std::int32_t id{};
    std::chrono::sys_days opened{};
    std::chrono::sys_seconds built{};
    yore::timestamp seen{};
    std::chrono::sys_time<std::chrono::nanoseconds> exact{};
    std::chrono::minutes tour{};
    std::chrono::duration<double> lap{};
    std::chrono::year_month_day born{};
    std::optional<address> former{};
    std::unique_ptr<part> owned{};
    std::shared_ptr<part> shared{};
    std::optional<std::optional<std::int32_t>> twice{};
    std::variant<std::monostate, std::int64_t, std::string> value{};
    std::optional<std::variant<std::monostate, bool>> maybe{};
    std::variant<std::int32_t, double, part, address> ambiguous{};
    float ratio{};
    double price{};
    char letter{};
    bool open{};
    shelf::grade grade{};
    shelf::status status{};
};

/// The ends of every integer.
struct numbers {
    std::int8_t i8{};
    std::uint8_t u8{};
    std::int16_t i16{};
    std::uint16_t u16{};
    std::int32_t i32{};
    std::uint32_t u32{};
    std::int64_t i64{};
    std::uint64_t u64{};
    float f{};
    double d{};
    long double ld{};
};

/// A value of JSON as a field, and a struct inside itself.
struct document {
    std::int32_t id{};
    nlohmann::json body{};
    std::optional<nlohmann::json> draft{};
    std::vector<document> children{};
};

} // namespace shelf

#endif
