// SPDX-License-Identifier: BSL-1.0
#include <yore/html/model_page.hpp>

#include "catch.hpp"
#include "hostile.hpp"
#include "read_page.hpp"

#include <chrono>
#include <cstdint>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace model_pages {

using namespace std::chrono_literals;
using read_page::all;
using read_page::lines;
using read_page::rows;
using read_page::section;
using read_page::text;

struct Machine {
    std::int64_t id{};
    std::string name;
};
struct Ticket {
    std::int64_t id{};
    std::string words;
    std::string code;
    using audit_policy = yore::policy<yore::redact<&Ticket::code>>;
};

constexpr yore::timestamp monday = std::chrono::sys_days{std::chrono::March / 2 / 2026};

/// Two machines and a ticket of a few days.
struct museum {
    museum() {
        at(9h, "igor", "bought", [&] {
            yore::transaction both{store};
            machines.record(Machine{1, "one"});
            machines.record(Machine{2, "two"});
            both.commit();
        });
        at(10h, yore::actor{"maria", "Maria"}, "", [&] { tickets.record(Ticket{7, "stuck", "sesame"}); });
        at(34h, yore::actor{"maria", "Maria Rossi"}, "moved", [&] { machines.record(Machine{1, "uno"}); });
        at(35h, "maria", "solved", [&] { tickets.remove(7); });
        at(58h, "igor", "sold", [&] { machines.remove(2); });
    }
    template <class F> void at(std::chrono::hours when, yore::actor who, std::string reason, F f) {
        yore::context c{.actor = std::move(who), .occurred_on = monday + when};
        if (!reason.empty()) c.reason = std::move(reason);
        const yore::scope here{std::move(c)};
        f();
    }
    [[nodiscard]] std::string page(const yore::timeline_filter& f = {}, const yore::page_options& options = {}) {
        std::string out;
        yore::write_page<Machine, Ticket>(out, store, f, options);
        return out;
    }

    yore::memory::store store{};
    yore::history<Machine> machines{store};
    yore::history<Ticket> tickets{store};
};

lines items(const std::string& page) { return all(section(page, "timeline"), "li"); }
std::string heading(const std::string& item) { return text(all(item, "h3").front()); }

TEST_CASE("the page of models tells their commits merged by time", "[html]") {
    museum m;
    const std::string page = m.page();
    CHECK(all(page, "title").front() == "Machine, Ticket");
    CHECK(all(page, "h1") == lines{"<bdi>Machine, Ticket</bdi>"});
    const lines told = items(page);
    REQUIRE(told.size() == 5);
    CHECK(heading(told[0]) == "2026-03-04 10:00:00 UTC, igor");
    CHECK(text(all(told[0], "h4").front()) == "Machine 2, version 2 deleted");
    CHECK(text(all(told[1], "h4").front()) == "Ticket 7, version 2 deleted");
    CHECK(heading(told[2]) == "2026-03-03 10:00:00 UTC, Maria Rossi (maria)");
    CHECK(rows(told[2]) == lines{"Field | From | To", "name | one | uno"});
    CHECK(text(all(told[2], "p").front()) == "moved");
    CHECK(rows(told[3]) == lines{"Field | Value", "id | 7", "words | stuck", "code | [REDACTED]"});
    CHECK(all(told[4], "h4").size() == 2);
    CHECK(page.find("sesame") == std::string::npos);

    CHECK(heading(items(m.page({.newest_first = false})).front()) == "2026-03-02 09:00:00 UTC, igor");
    CHECK(heading(items(m.page({}, {.offset = 2h})).front()) == "2026-03-04 12:00:00 +02:00, igor");
}

TEST_CASE("the page of models counts changes by day and by person", "[html]") {
    museum m;
    const std::string activity = section(m.page(), "activity");
    CHECK(rows(activity) == lines{"Day | Changes", "2026-03-02 | 3", "2026-03-03 | 2", "2026-03-04 | 1",
                                "Who | Changes | Last", "igor | 3 | 2026-03-04 10:00:00 UTC",
                                "Maria Rossi (maria) | 3 | 2026-03-03 11:00:00 UTC"});
    CHECK(text(all(activity, "figcaption").front()) == "Changes per day from 2026-03-02 to 2026-03-04, at most 3");
    CHECK(rows(section(m.page({}, {.offset = -10h}), "activity"))[1] == "2026-03-01 | 2");

    const std::string of_maria = section(m.page({.actor = "maria"}), "activity");
    CHECK(rows(of_maria) == lines{"Day | Changes", "2026-03-02 | 1", "2026-03-03 | 2", "Who | Changes | Last",
                                "Maria Rossi (maria) | 3 | 2026-03-03 11:00:00 UTC"});
}

TEST_CASE("the page of models lists what is deleted, and only while it is", "[html]") {
    museum m;
    CHECK(rows(section(m.page(), "deleted")) == lines{"What | When | Who and why",
                                                    "Machine 2 | 2026-03-04 10:00:00 UTC | igorsold\n",
                                                    "Ticket 7 | 2026-03-03 11:00:00 UTC | mariasolved\n"});
    CHECK(rows(section(m.page({.actor = "nobody"}), "deleted")).size() == 3);
    m.at(80h, "igor", "", [&] {
        m.machines.restore(2);
        m.tickets.record(Ticket{7, "again", ""});
    });
    CHECK(m.page().find("id=\"deleted\"") == std::string::npos);
    CHECK(m.page().find("href=\"#deleted\"") == std::string::npos);
}

TEST_CASE("what is deleted of several models is told by time, the newest first", "[html]") {
    museum m;
    m.at(90h, "igor", "", [&] { m.machines.record(Machine{3, "three"}); });
    m.at(91h, "igor", "last", [&] { m.machines.remove(3); });
    m.at(20h, "igor", "", [&] { m.machines.record(Machine{4, "four"}); });
    m.at(21h, "igor", "told late", [&] { m.machines.remove(4); });
    CHECK(rows(section(m.page(), "deleted")) ==
          lines{"What | When | Who and why", "Machine 3 | 2026-03-05 19:00:00 UTC | igorlast\n",
              "Machine 2 | 2026-03-04 10:00:00 UTC | igorsold\n", "Ticket 7 | 2026-03-03 11:00:00 UTC | mariasolved\n",
              "Machine 4 | 2026-03-02 21:00:00 UTC | igortold late\n"});
}

TEST_CASE("of many commits and deleted entities the newest are told, and that there are more", "[html]") {
    museum m;
    const std::string more = "There is more that is not on this page.";
    CHECK(items(m.page({}, {.newest = 2})).size() == 2);
    CHECK(m.page({}, {.newest = 2}).find(more) != std::string::npos);
    CHECK(items(m.page({.limit = 3}, {.newest = 2})).size() == 3);
    CHECK(items(m.page({}, {.newest = 0})).size() == 5);
    CHECK(m.page({}, {.newest = 5}).find(more) == std::string::npos);

    m.at(80h, "igor", "", [&] {
        for (int i = 10; i != 14; ++i) {
            m.machines.record(Machine{i, "x"});
            m.machines.remove(i);
        }
    });
    CHECK(rows(section(m.page({}, {.newest = 3}), "deleted")).size() == 1 + 3);
    CHECK(section(m.page({}, {.newest = 3}), "deleted").find("More are not on this page.") != std::string::npos);
    CHECK(section(m.page(), "deleted").find("More are not on this page.") == std::string::npos);
}

TEST_CASE("a page says what it is limited to", "[html]") {
    museum m;
    CHECK(m.page().find("<dl>") == std::string::npos);
    const std::string page = m.page({.actor = "a<b",
        .reason = "why",
        .correlation_id = "c",
        .from = monday,
        .until = monday + 24h,
        .operations = {yore::operation::created, yore::operation::deleted}});
    CHECK(text(read_page::between(page, "<dl>\n", "</dl>")) ==
          "only bya<b\nonly with the reasonwhy\nonly with the correlation idc\nsince2026-03-02 00:00:00 UTC\n"
          "before2026-03-03 00:00:00 UTC\nonly what wascreated, deleted\n");
    CHECK(section(page, "activity").find("Nothing happened.") != std::string::npos);

    std::string of_one;
    yore::write_page(of_one, m.machines, {.key = 1, .changed = yore::fields<&Machine::name>});
    CHECK(text(read_page::between(of_one, "<dl>\n", "</dl>")) == "only of1\nonly with a change ofname\n");

    const auto newest = yore::timeline<Machine, Ticket>(m.store, {.limit = 1});
    CHECK(text(read_page::between(m.page({.after = newest.back()}, {.offset = 2h}), "<dl>\n", "</dl>")) ==
          "continues behindcommit 5 of 2026-03-04 12:00:00 +02:00\n");
    std::string rest;
    yore::write_page(rest, m.machines, {.after = m.machines.find().front()});
    CHECK(text(read_page::between(rest, "<dl>\n", "</dl>")) == "continues behindversion 2 of 2\n");
}

TEST_CASE("a history that has a store of its own has a page too", "[html]") {
    yore::history<Machine> machines;
    for (int i = 0; i != 3; ++i) machines.record(Machine{i, "x"});
    machines.remove(1);
    const auto page = [&](const yore::filter<Machine>& f = {}, const yore::page_options& options = {}) {
        std::string out;
        yore::write_page(out, machines, f, options);
        return out;
    };
    std::string out;
    yore::write_page(out, machines);
    CHECK(out == page());
    CHECK(items(page()).size() == 4);
    CHECK(rows(section(page(), "deleted")).size() == 2);
    CHECK(items(page({}, {.newest = 3})).size() == 3);
    CHECK(page({}, {.newest = 3}).find("There is more") != std::string::npos);
    CHECK(items(page({.limit = 1})).size() == 1);

    std::vector<Machine> together{{4, "a"}, {5, "b"}};
    machines.record_all(together);
    CHECK(all(items(page({.limit = 1})).front(), "h4").size() == 1); // versions, not commits
}

TEST_CASE("a store in which nothing happened has a page that says so", "[html]") {
    yore::memory::store store;
    std::string page;
    yore::write_page<Machine, Ticket>(page, store);
    CHECK(section(page, "activity").find("Nothing happened.") != std::string::npos);
    CHECK(page.find("<svg") == std::string::npos);
    CHECK(items(page).empty());
    CHECK_FALSE(read_page::elements(page).empty());
}

TEST_CASE("nobody in particular is not in the table of people", "[html]") {
    yore::memory::store store;
    yore::history<Machine>{store}.record(Machine{1, "x"});
    std::string page;
    yore::write_page<Machine>(page, store);
    CHECK(page.find("Who made these changes") == std::string::npos);
    CHECK(rows(section(page, "activity")).size() == 2);
}

TEST_CASE("the page of models is refused an offset of a day, goes to any sink", "[html]") {
    museum m;
    std::string out;
    CHECK_THROWS_AS(yore::write_page<Machine>(out, m.store, {}, {.offset = -24h}), yore::error);
    CHECK_THROWS_AS(yore::write_page(out, m.machines, yore::filter<Machine>{}, {.offset = 24h}), yore::error);
    CHECK(out.empty());
    std::ostringstream stream;
    yore::write_page<Machine, Ticket>(stream, m.store);
    yore::write_page<Machine, Ticket>([&](std::string_view part) { out += part; }, m.store);
    CHECK(stream.str() == m.page());
    CHECK(out == m.page());
}

TEST_CASE("no value is more than a value on the page of models", "[html]") {
    yore::memory::store store;
    yore::history<hostile::Thing> things{store};
    hostile::record(things);
    things.remove(hostile::thing(0).id);
    std::string page;
    yore::write_page<hostile::Thing>(page, store, {}, {.title = hostile::text(4), .origin = yore::origin::shown});

    const std::set<std::string> known{"html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3",
        "h4", "p", "nav", "ul", "ol", "li", "main", "section", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "span", "bdi", "em", "small", "time", "details", "summary", "dl", "dt", "dd", "figure", "figcaption", "svg",
        "rect"};
    for (const std::string& element : read_page::elements(page)) CHECK(known.contains(element));
    CHECK(yore::detail::find_invalid_utf8(page) == std::string::npos);
    for (const std::string& text : hostile::texts())
        if (text.find_first_of("<>&\"'") != std::string::npos) CHECK(page.find(text) == std::string::npos);
    CHECK(page.find("sesame") == std::string::npos);
}

} // namespace model_pages
