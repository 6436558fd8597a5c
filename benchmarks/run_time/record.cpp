// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "../json_subjects.hpp"
#include "../subjects.hpp"
#include "../workload.hpp"
#include "benchmarks.hpp"
#include "museum.hpp"

namespace bench {
namespace {

constexpr std::size_t chunk_size = 1000;

enum class scopes { one_per_session, one_per_change };

template <class Subject>
void enter(Subject& history, const event& of) {
    history.enter(workload::actors[of.actor], workload::reasons[of.reason]);
}

template <class Subject>
void create_all(Subject& history, const std::vector<machine>& machines) {
    history.enter("import", "first inventory");
    for (const machine& m : machines) benchmark::DoNotOptimize(history.record(m));
}

/// Records the updates and deletions of the workload. Only the recording is measured: the states are made in chunks
/// before, as a program has its objects at hand when it records them.
template <class Subject>
void record_events(benchmark::State& state, scopes opened) {
    const workload& work = museum_workload();
    std::vector<machine> chunk(chunk_size);
    for (auto _ : state) {
        forget_free_memory();
        Subject history;
        std::vector<machine> live = work.machines;
        create_all(history, live);
        enter(history, work.events.front());
        const event* last = &work.events.front();
        stopwatch watch;
        for (std::size_t first = 0; first < work.events.size(); first += chunk_size) {
            const std::size_t size = std::min(chunk_size, work.events.size() - first);
            for (std::size_t i = 0; i != size; ++i) {
                const event& next = work.events[first + i];
                apply(next, live[next.entity]);
                chunk[i] = live[next.entity];
            }
            watch.start();
            for (std::size_t i = 0; i != size; ++i) {
                const event& next = work.events[first + i];
                if (opened == scopes::one_per_change || next.actor != last->actor || next.reason != last->reason)
                    enter(history, next);
                last = &next;
                if (next.is_deletion()) benchmark::DoNotOptimize(history.remove(chunk[i].id));
                else benchmark::DoNotOptimize(history.record(chunk[i]));
            }
            watch.stop();
        }
        state.SetIterationTime(watch.seconds());
    }
}

template <class Subject>
void record_creations(benchmark::State& state) {
    const workload& work = museum_workload();
    for (auto _ : state) {
        forget_free_memory();
        Subject history;
        stopwatch watch;
        watch.start();
        create_all(history, work.machines);
        watch.stop();
        state.SetIterationTime(watch.seconds());
    }
}

void record_together(yore_history& history, const std::vector<machine>& states) {
    benchmark::DoNotOptimize(history.history().record_all(states));
}
/// What has no commit of several changes records them one by one.
template <class History>
void record_together(hand_written<History>& history, const std::vector<machine>& states) {
    for (const machine& m : states) benchmark::DoNotOptimize(history.record(m));
}

/// Records each thousand updates of the workload together.
template <class Subject>
void record_all(benchmark::State& state) {
    const workload& work = museum_workload();
    for (auto _ : state) {
        forget_free_memory();
        Subject history;
        std::vector<machine> live = work.machines;
        create_all(history, live);
        history.enter("import", "price list of the supplier");
        stopwatch watch;
        std::vector<machine> chunk;
        for (const event& next : work.events) {
            if (next.is_deletion()) continue;
            apply(next, live[next.entity]);
            chunk.push_back(live[next.entity]);
            if (chunk.size() != chunk_size) continue;
            watch.start();
            record_together(history, chunk);
            watch.stop();
            chunk.clear();
        }
        state.SetIterationTime(watch.seconds());
    }
}

/// Records every machine again as it is; nothing may be kept.
template <class Subject>
void add_unchanged(suite& all, const std::string& by) {
    const std::vector<machine>& machines = museum_workload().machines;
    static Subject history; // filled here, so that what ran before does not decide how it lies in memory
    create_all(history, machines);
    history.leave();
    all.add("record/unchanged/" + by, machines.size(), [&machines](benchmark::State& state) {
        history.enter("import", "first inventory");
        for (auto _ : state)
            for (const machine& m : machines) benchmark::DoNotOptimize(history.record(m));
        history.leave();
    });
}

template <class Subject>
void add_together(suite& all, const std::string& by) {
    const workload& work = museum_workload();
    const auto updates = static_cast<std::size_t>(
        std::count_if(work.events.begin(), work.events.end(), [](const event& e) { return !e.is_deletion(); }));
    all.add_manual("record_all/1000_updates/" + by, updates / chunk_size * chunk_size, record_all<Subject>);
}

/// JSON, where scopes decide nothing.
template <class Subject>
void add_json(suite& all, const std::string& by) {
    const workload& work = museum_workload();
    all.add_manual("record/update/" + by, work.events.size(),
        [](benchmark::State& state) { record_events<Subject>(state, scopes::one_per_session); });
    all.add_manual("record/create/" + by, work.machines.size(), record_creations<Subject>);
    add_unchanged<Subject>(all, by);
    for (const std::string name : {"record/update/", "record/create/", "record/unchanged/"})
        all.ratio(name + "yore", name + by);
}

template <class Subject>
void add_changing(suite& all, const std::string& by) {
    const workload& work = museum_workload();
    all.add_manual("record/update/" + by, work.events.size(),
        [](benchmark::State& state) { record_events<Subject>(state, scopes::one_per_session); });
    all.add_manual("record/update_scope_each/" + by, work.events.size(),
        [](benchmark::State& state) { record_events<Subject>(state, scopes::one_per_change); });
    all.add_manual("record/create/" + by, work.machines.size(), record_creations<Subject>);
}

} // namespace

void add_record(suite& all) {
    all.begin_table("record", "Recording in memory");
    add_changing<yore_history>(all, "yore");
    add_changing<packed_delta_log>(all, "delta_log_packed");
    add_changing<typed_delta_log>(all, "delta_log_typed");
    add_changing<full_copies>(all, "full_copies");
    add_unchanged<yore_history>(all, "yore");
    add_unchanged<packed_delta_log>(all, "delta_log_packed");

    all.ratio("record/update/yore", "record/update/delta_log_typed", 1.25);
    all.ratio("record/update/yore", "record/update/delta_log_packed");
    all.ratio("record/update/yore", "record/update/full_copies", 0.40);
    all.ratio("record/update/delta_log_typed", "record/update/full_copies");
    all.ratio("record/update/delta_log_packed", "record/update/full_copies");
    for (const std::string name : {"record/update_scope_each/", "record/create/"})
        for (const std::string by : {"delta_log_typed", "delta_log_packed", "full_copies"})
            all.ratio(name + "yore", name + by);
    all.ratio("record/unchanged/yore", "record/unchanged/delta_log_packed");
    add_json<json_dumps>(all, "json_dumps");
    add_json<json_patches>(all, "json_patches");

    add_together<yore_history>(all, "yore");
    add_together<typed_delta_log>(all, "delta_log_typed");
    add_together<full_copies>(all, "full_copies");
    for (const std::string by : {"delta_log_typed", "full_copies"})
        all.ratio("record_all/1000_updates/yore", "record_all/1000_updates/" + by);
}

} // namespace bench
