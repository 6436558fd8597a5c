// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_BENCHMARKS_SCALING_SUBJECTS_HPP
#define YORE_BENCHMARKS_SCALING_SUBJECTS_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "../sqlite/fill.hpp"
#include "../sqlite/folder.hpp"
#include "../sqlite/subjects.hpp"

namespace bench {

/// What is measured, and where; `name` is that of its line in a plot.
template <class History>
struct in_memory {
    std::string name;
    static constexpr std::string_view place = "memory";
    static constexpr double unit = 1e9; // nanoseconds

    std::shared_ptr<History> open(folder&) const { return std::make_shared<History>(); }
};

template <class Open>
struct in_file {
    std::string name;
    Open opened;
    static constexpr std::string_view place = "sqlite";
    static constexpr double unit = 1e6; // microseconds

    /// The log is written, and nothing waits for the disk.
    auto open(folder& files) const { return opened(files.new_file(), durability::normal); }
};

/// Calls `measure(subject)` for each subject in memory.
template <class Measure>
void for_each_in_memory(const Measure& measure) {
    measure(in_memory<yore_history>{"yore"});
    measure(in_memory<typed_delta_log>{"by hand: delta log"});
    measure(in_memory<full_copies>{"by hand: full copies"});
}

/// The same for each in an SQLite file.
template <class Measure>
void for_each_in_file(const Measure& measure) {
    const auto by_yore = open::yore();
    measure(in_file<decltype(by_yore)>{"yore", by_yore});
    using by_hand::sqlite::indexes, by_hand::sqlite::keeps;
    using opens = std::shared_ptr<full_rows> (*)(const std::string&, durability);
    measure(in_file<opens>{"by hand: full rows", open::full<keeps::history>});
    measure(in_file<opens>{
        "by hand: full rows, an index for each question", open::full<keeps::history, indexes::for_reading>});
}

/// Calls `record(i)` for i from 0; in a file a thousand in a transaction.
template <class History, class Record>
void fill_with(History& history, std::size_t records, const Record& record) {
    if constexpr (requires { history.begin_batch(); }) in_batches(history, records, record);
    else {
        for (std::size_t i = 0; i != records; ++i) record(i);
        history.leave();
    }
}

inline std::vector<machine> make_machines(std::size_t count) {
    std::vector<machine> made;
    made.reserve(count);
    for (std::size_t i = 0; i != count; ++i) made.push_back(make_machine(static_cast<std::int64_t>(i + 1)));
    return made;
}

} // namespace bench

#endif
