// SPDX-License-Identifier: BSL-1.0
/// museum_month FILE: a month of work in a pinball museum, as a history in a new SQLite file.
#include "museum.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

const yore::actor igor{"igor", "Igor Petrov"};
const yore::actor maria{"maria", "Maria Lopez"};
const yore::actor ann{"ann", "Ann Lee"};
const yore::actor tom{"tom", "Tom Brandt"}; // new here
const yore::actor kiosk{"kiosk"};           // the tablet at the entrance, for visitors

/// A day and a time of March 2026.
yore::timestamp on(int day, std::chrono::minutes time) {
    return std::chrono::sys_days{std::chrono::March / 1 / 2026} + std::chrono::days{day - 1} + time;
}

/// Who does what follows in the block, when, and why.
yore::scope by(yore::actor who, yore::timestamp when, std::string why) {
    return yore::scope{{.actor = std::move(who), .reason = std::move(why), .occurred_on = when}};
}

void inventory(museum& m) {
    const auto who = by(igor, on(1, 9h), "inventory");
    const std::vector<MachineModel> models{
        {1, "Medieval Madness", "Williams", 1997, Era::solid_state, "Storm the castle until it falls to pieces."},
        {2, "Attack from Mars", "Bally", 1995, Era::solid_state, "The Martians are here, and they are green."},
        {3, "Ballyhoo", "Bally", 1932, Era::mechanical, "The first machine of Bally, without flippers."},
        {4, "Gorgar", "Williams", 1979, Era::solid_state, "The first machine that speaks: seven words."},
    };
    const std::vector<MachineInstance> machines{
        {1, 1, "Medieval Madness", "MM-4022", Condition::playable, "Floor 1"},
        {2, 2, "Attack from Mars", "AFM-1190", Condition::playable, "Floor 1"},
        {3, 3, "Ballyhoo", std::nullopt, Condition::playable, "Glass case"},
        {4, 4, "Gorgar", "361-552", Condition::playable, "Floor 2"},
        {5, 4, "Gorgar for parts", "360-017", Condition::broken, "Storage"},
    };
    yore::transaction all{m.db}; // one commit, or none
    m.models.record_all(models);
    m.machines.record_all(machines);
    all.commit();
}

/// Days without anything special: visitors report what breaks, and in the evening somebody repairs it.
void everyday(museum& m, int first, int last) {
    struct mishap {
        Problem problem;
        const char *seen, *done;
    };
    static constexpr std::array<mishap, 6> mishaps{{
        {Problem::stuck_ball, "The ball hangs in the left outlane.", "Bent the wire of the lane back."},
        {Problem::stuck_ball, "The ball stays in the shooter lane.", "Cleaned the shooter lane."},
        {Problem::lost_credit, "It took my coin and gave no credit.", "Freed the coin slot from chewing gum."},
        {Problem::dead_part, "The right flipper is weak.", "New coil sleeve in the right flipper."},
        {Problem::dead_part, "Half of the display is dark.", "Pushed the plug of the display home."},
        {Problem::other, "It is far too loud.", "Turned the volume down."},
    }};
    static const std::array volunteers{igor, maria, ann, tom};
    static std::mt19937 dice{1932}; // the standard says which numbers these are; of distributions it does not
    const auto roll = [](std::size_t sides) { return dice() % sides; };

    for (int day = first; day <= last; ++day) {
        const mishap& today = mishaps[roll(mishaps.size())];
        const auto machine = std::array<std::int64_t, 3>{1, 2, 4}[roll(3)];
        const auto& one = volunteers[roll(volunteers.size())];
        const auto& other = volunteers[roll(volunteers.size())];
        std::int64_t report = 0;
        {
            const auto who = by(kiosk, on(day, 11h + 5min * roll(60)), "reported by a visitor");
            report = m.report(machine, today.problem, today.seen);
        }
        const auto who = by(one, on(day, 18h + 1min * roll(60)), "repaired");
        m.repair(report, one.id == other.id ? std::vector{one.id} : std::vector{one.id, other.id}, today.done);
    }
}

/// A repair that takes three days and two people, and what is written about it.
void ball_lock(museum& m) {
    std::int64_t report = 0, entry = 0;
    {
        const auto who = by(kiosk, on(5, 14h + 20min), "reported by a visitor");
        report = m.report(1, Problem::stuck_ball, "Ball stuck in the castle, twice!", "lena@example.org");
    }
    {
        const auto who = by(maria, on(5, 18h), "moved for repair");
        change(m.machines, 1, [](MachineInstance& it) {
            it.condition = Condition::in_repair;
            it.place = "Workshop";
        });
    }
    {
        const auto who = by(maria, on(7, 16h + 45min), "ball lock repaired");
        yore::transaction all{m.db};
        entry = m.repair(report, {"maria", "igor"}, "New spring in the ball lcok.");
        m.attach(entry, MediaKind::photo, "castle-open.jpg", "the castle without its roof");
        m.attach(entry, MediaKind::video, "ball-lock.mp4", "the lock at work again");
        all.commit();
    }
    {
        const auto who = by(maria, on(7, 17h), "back in its place");
        change(m.machines, 1, [](MachineInstance& it) { it.place = "Floor 1"; });
    }
    {
        const auto who = by(igor, on(7, 17h + 5min), "typing error");
        change(m.log, entry, [](LogEntry& it) { it.text = "New spring in the ball lock."; });
    }
    const auto who = by(ann, on(8, 10h), "I held the lamp");
    change(m.log, entry, [](LogEntry& it) { it.maintainers = {"ann", "igor", "maria"}; }); // a set: this adds ann
}

/// A machine is bought; what is known of it comes bit by bit.
void godzilla(museum& m) {
    {
        const auto who = by(igor, on(11, 10h + 30min), "bought at the auction");
        yore::transaction all{m.db};
        m.models.record(MachineModel{5, "Godzilla", "Stern", 2012, Era::solid_state, "The king of monsters."});
        m.machines.record(MachineInstance{6, 5, "Godzilla", std::nullopt, Condition::broken, "Storage"});
        all.commit();
    }
    {
        const auto who = by(ann, on(11, 19h + 15min), "typing error");
        change(m.models, 5, [](MachineModel& it) { it.year = 2021; });
    }
    const auto who = by(maria, on(13, 15h), "set up and tested");
    change(m.machines, 6, [](MachineInstance& it) {
        it.serial_number = "GZ-7781";
        it.condition = Condition::playable;
        it.place = "Floor 2";
    });
}

/// Tom means well.
void accidents(museum& m) {
    {
        const auto who = by(tom, on(18, 9h + 10min), "Gorgar is sold");
        m.machines.remove(4); // but it was number 5
    }
    {
        const auto who = by(igor, on(18, 9h + 40min), "the one for parts was sold");
        yore::transaction all{m.db};
        m.machines.restore(4);
        m.machines.remove(5);
        all.commit();
    }
    {
        const auto who = by(tom, on(21, 12h), "shorter signs");
        change(m.models, 3, [](MachineModel& it) {
            it.story = "Old.";
            it.year = 1923;
        });
    }
    {
        const auto who = by(ann, on(22, 10h + 20min), "visitors want the story");
        m.models.revert(3, yore::to_version(1));
    }
    {
        const auto who = by(tom, on(24, 17h + 30min), "done");
        change(m.reports, 2, [](ProblemReport& it) { it.status = ReportStatus::open; });
    }
    const auto who = by(maria, on(24, 18h), "that was the other report");
    m.reports.undo(2, m.reports.versions(2).back().number);
}

/// What nobody has seen yet when the month ends.
void last_evening(museum& m) {
    {
        const auto who = by(kiosk, on(31, 19h + 5min), "reported by a visitor");
        m.report(6, Problem::dead_part, "Godzilla does not move his tail.", "+49 30 5550163");
    }
    const auto who = by(tom, on(31, 20h + 15min), "tidying up");
    yore::transaction all{m.db};
    m.log.remove(4);
    change(m.machines, 2, [](MachineInstance& it) {
        it.serial_number.reset();
        it.place = "Floor 2";
    });
    change(m.models, 1, [](MachineModel& it) { it.story = "A castle."; });
    all.commit();
}

void month(museum& m) {
    inventory(m);
    everyday(m, 2, 4);
    ball_lock(m);
    everyday(m, 9, 10);
    godzilla(m);
    everyday(m, 14, 17);
    accidents(m);
    everyday(m, 25, 31);
    last_evening(m);
}

} // namespace

int main(int c, char** v) try {
    if (c != 2 || std::filesystem::exists(v[1])) {
        std::cerr << "museum_month FILE: FILE is a file that is not there yet\n";
        return 2;
    }
    museum m{v[1]};
    month(m);
    std::cout << m.last_report << " reports, " << m.last_entry << " entries in the log\n";
} catch (const std::exception& problem) {
    std::cerr << "museum_month: " << problem.what() << '\n';
    return 1;
}
