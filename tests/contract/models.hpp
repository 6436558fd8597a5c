// SPDX-License-Identifier: BSL-1.0
/// The models that the contract tests record: together they use every kind of key, rule and member.
#ifndef YORE_TESTS_CONTRACT_MODELS_HPP
#define YORE_TESTS_CONTRACT_MODELS_HPP

#include <charconv>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe.hpp>

#include <yore/yore.hpp>

namespace contract {

enum class Status : std::uint8_t { working, broken, retired };
BOOST_DESCRIBE_ENUM(Status, working, broken, retired)

enum class Grade { a, b, c };

/// A plain aggregate with the audit fields as a member.
struct Machine {
    std::int64_t id{};
    std::string name{};
    Status status{};
    std::optional<std::string> location{};
    yore::AuditFields audit{};
};

/// A described class with the audit fields as its base, secrets, and a label.
struct Volunteer : yore::AuditModel {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    std::string password{};
    std::optional<std::string> token{};
    std::int32_t pin{};

    using audit_policy = yore::policy<yore::redact<&Volunteer::password, &Volunteer::token, &Volunteer::pin>,
        yore::label<&Volunteer::email, "E-mail">>;
};
BOOST_DESCRIBE_STRUCT(Volunteer, (yore::AuditModel), (id, name, email, password, token, pin))

/// A key of two fields.
struct Loan {
    std::string shelf{};
    std::int32_t slot{};
    std::string title{};
    Grade condition{};
    std::optional<std::int64_t> borrower{};
    bool overdue{};

    using audit_policy = yore::policy<yore::key<&Loan::shelf, &Loan::slot>>;
};

/// A text key that is not called `id`.
struct Package {
    std::string name{};
    std::string version{};
    std::uint64_t size{};
    double popularity{};
    bool essential{};

    using audit_policy = yore::policy<yore::key<&Package::name>>;
};

/// Ignored and untracked fields, a storage name, and a reason that must be given.
struct Ticket {
    std::int32_t id{};
    std::string title{};
    std::int32_t priority{};
    std::uint32_t views{};
    std::string cache{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::untracked<&Ticket::views>, yore::ignore<&Ticket::cache>,
        yore::require_reason, yore::table<"support_ticket">>;
};

/// The rules of `Ticket` without the reason, for tests of the other rules.
struct Task {
    std::int32_t id{};
    std::string title{};
    std::uint32_t views{};
    std::string cache{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::untracked<&Task::views>, yore::ignore<&Task::cache>>;
};

struct Address {
    std::string street{};
    std::optional<std::int32_t> number{};
};

struct Part {
    std::int32_t code{};
    std::string label{};
    std::int32_t count{};
};

struct Note {
    std::string text{};
    std::int32_t stars{};
};

/// Nested structs, containers, alternatives, pointers and floating point; it can be moved, not copied.
struct Exhibit {
    std::int32_t id{};
    Address address{};
    std::optional<Address> former{};
    std::vector<std::string> tags{};
    std::vector<Part> parts{};
    std::vector<std::int32_t> scores{};
    std::map<std::string, std::int64_t> readings{};
    std::set<std::string> awards{};
    std::variant<std::int64_t, std::string> value{};
    std::unique_ptr<Note> note{};
    std::shared_ptr<Note> shared{};
    double price{};
    double weight{};

    using audit_policy = yore::policy<yore::as_set<&Exhibit::tags>, yore::keyed_by<&Exhibit::parts, &Part::code>,
        yore::tolerance<&Exhibit::weight, 0.5>>;
};

/// People kept as whole actors.
struct Tour {
    std::int32_t id{};
    std::string title{};
    yore::BasicAuditFields<yore::actor> audit{};
};

/// The number of a user account.
struct UserId {
    std::int64_t number{};
};

/// People kept as numbers of their accounts.
struct Visit {
    std::int32_t id{};
    std::string title{};
    yore::BasicAuditFields<UserId> audit{};
};

[[nodiscard]] inline Machine machine(std::int64_t id, std::string name, Status status = Status::working,
    std::optional<std::string> location = std::nullopt) {
    return Machine{id, std::move(name), status, std::move(location)};
}

[[nodiscard]] inline Volunteer volunteer(std::int64_t id, std::string name, std::string password = "secret") {
    Volunteer made;
    made.id = id;
    made.name = std::move(name);
    made.email = made.name + "@example.org";
    made.password = std::move(password);
    made.token = "token";
    made.pin = 1234;
    return made;
}

[[nodiscard]] inline Task task(std::int32_t id, std::string title) { return Task{id, std::move(title)}; }

[[nodiscard]] inline Ticket ticket(std::int32_t id, std::string title) { return Ticket{id, std::move(title)}; }

[[nodiscard]] inline Loan loan(std::string shelf, std::int32_t slot, std::string title) {
    return Loan{std::move(shelf), slot, std::move(title)};
}

} // namespace contract

template <> struct yore::value_traits<contract::UserId> {
    static std::optional<contract::UserId> from_text(std::string_view text) {
        contract::UserId id;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id.number);
        if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
        return id;
    }
};

#endif
