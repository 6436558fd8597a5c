// SPDX-License-Identifier: BSL-1.0
/// Recording in every way, with the receipts, and what must be true of the file whatever went wrong meanwhile.
#ifndef YORE_TESTS_SQLITE_SOUND_HPP
#define YORE_TESTS_SQLITE_SOUND_HPP

#include "support.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <utility>

namespace sqlite_tests::crash {

struct Machine {
    std::int64_t id{};
    std::int64_t value{};
    std::string text{};
    std::int64_t companions{}; // so many versions of the commit have this value, this one included
};
struct Loan {
    std::int64_t id{};
    std::int64_t value{};
    std::int64_t companions{};
};

/// A version that was recorded; key -1 is the loan.
struct receipt {
    std::int64_t key;
    std::int64_t value;
    yore::version_number number;
};

inline constexpr int ways = 4;

/// Records in one of the ways; `tell(key, value, number)` is called for each version as soon as it is durable. Every so
/// many have a large text.
template <class Tell>
void record(yore::sqlite::store& db, yore::history<Machine>& machines, yore::history<Loan>& loans, int way,
    std::int64_t& value, const Tell& tell, std::int64_t large_every = 9, std::size_t large = 9000) {
    const std::int64_t v = ++value;
    const std::string text(v % large_every == 0 ? large : 20, 'x');
    if (way == 0) tell(1, v, machines.record(Machine{1, v, text, 1}).number);
    else if (way == 1) {
        const auto all = machines.record_all(std::vector<Machine>{{1, v, text, 3}, {2, v, text, 3}, {3, v, text, 3}});
        for (std::size_t i = 0; i != 3; ++i) tell(static_cast<std::int64_t>(i) + 1, v, all[i].number);
    } else if (way == 2) {
        yore::transaction both{db};
        const auto first = machines.record(Machine{1, v, text, 2}).number;
        const auto second = loans.record(Loan{1, v, 2}).number;
        both.commit();
        tell(1, v, first);
        tell(-1, v, second);
    } else {
        std::array<yore::version_number, 5> numbers{};
        yore::batch together{db, 1000};
        for (auto& number : numbers) number = machines.record(Machine{4, ++value, text, 1}).number;
        together.flush();
        for (std::size_t i = 0; i != numbers.size(); ++i) tell(4, value - 4 + static_cast<std::int64_t>(i), numbers[i]);
    }
}

/// The value of each version of a key, by number. Requires: none is missing.
template <class T>
std::vector<std::int64_t> values_of(const yore::history<T>& all, std::int64_t key,
    std::map<std::uint64_t, std::vector<std::pair<std::int64_t, std::int64_t>>>& commits) {
    std::vector<std::int64_t> out;
    for (const auto& version : all.versions(key)) {
        REQUIRE(version.number == out.size() + 1);
        out.push_back(version.state.value);
        commits[version.commit.id].emplace_back(version.state.value, version.state.companions);
    }
    return out;
}

/// Requires of a file, when nobody uses it, that it is undamaged, that all that was told is there, that no commit is half,
/// and that recording goes on.
inline void is_sound(const std::string& path, const std::vector<receipt>& told) {
    REQUIRE(integrity(path) == "ok");
    yore::sqlite::store db{path, quick};
    yore::history<Machine> machines{db};
    yore::history<Loan> loans{db};
    std::map<std::uint64_t, std::vector<std::pair<std::int64_t, std::int64_t>>> commits;
    std::map<std::int64_t, std::vector<std::int64_t>> found;
    for (std::int64_t key = 1; key <= 4; ++key) found[key] = values_of(machines, key, commits);
    found[-1] = values_of(loans, 1, commits);
    for (const receipt& r : told) {
        REQUIRE(r.number <= found[r.key].size());
        REQUIRE(found[r.key][r.number - 1] == r.value);
    }
    for (const auto& [id, versions] : commits) // a commit is whole
        for (const auto& [value, companions] : versions) {
            REQUIRE(versions.size() == static_cast<std::size_t>(companions));
            REQUIRE(value == versions.front().first);
        }
    const auto next = machines.record(Machine{1, -static_cast<std::int64_t>(found[1].size()) - 1, "after", 1});
    REQUIRE(next.number == found[1].size() + 1);
}

} // namespace sqlite_tests::crash

#endif
