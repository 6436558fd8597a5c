// SPDX-License-Identifier: BSL-1.0
#include <yore/html/entity_page.hpp>

#include <boost/describe.hpp>

#include "catch.hpp"
#include "hostile.hpp"
#include "read_page.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entity_pages {

using namespace std::chrono_literals;
using read_page::lines;
using read_page::rows;
using read_page::section;

enum class Status { working, broken };
BOOST_DESCRIBE_ENUM(Status, working, broken)

struct Place {
    std::string room;
    std::optional<int> shelf;
};

struct Machine {
    std::int64_t id{};
    std::string name;
    Status status{};
    std::optional<std::string> location;
    std::vector<std::string> tags;
    std::map<std::string, std::optional<int>> prices;
    std::vector<std::string> makers;
    Place place{};
    std::string code;
    std::string cache;
    std::uint32_t views{};

    using audit_policy = yore::policy<yore::label<&Machine::name, "Title">, yore::redact<&Machine::code>,
        yore::ignore<&Machine::cache>, yore::untracked<&Machine::views>, yore::as_set<&Machine::makers>>;
};

constexpr yore::timestamp monday = std::chrono::sys_days{std::chrono::March / 2 / 2026};

Machine machine() {
    Machine m;
    m.id = 1;
    m.name = "Medieval Madness";
    m.location = "Floor 1";
    m.code = "4711";
    m.cache = "cached";
    return m;
}

class museum {
public:
    /// Records, an hour after what was before.
    yore::receipt<Machine> record(const Machine& m, std::string reason = "", yore::record_options o = {}) {
        const auto now = next(std::move(reason));
        return machines.record(m, o);
    }
    template <class F> void at_next(std::string reason, F f) {
        const auto now = next(std::move(reason));
        f(machines);
    }
    [[nodiscard]] std::string page(const yore::page_options& options = {}, std::int64_t id = 1) const {
        std::string out;
        yore::write_page(out, machines, id, options);
        return out;
    }
    [[nodiscard]] std::string timeline(const yore::page_options& options = {}) const {
        return section(page(options), "timeline");
    }

    yore::history<Machine> machines{};

private:
    yore::scope next(std::string reason) {
        now_ += 1h;
        yore::context c{.actor = "maria", .occurred_on = monday + now_};
        if (!reason.empty()) c.reason = std::move(reason);
        return yore::scope{std::move(c)};
    }
    std::chrono::hours now_{0};
};

/// The items of the timeline, newest first.
lines items(const std::string& page) { return read_page::all(section(page, "timeline"), "li"); }

/// The rows that the second version has when it changes one thing.
template <class Edit> lines changed(Edit edit, const yore::page_options& options = {}) {
    museum m;
    Machine it = machine();
    m.record(it);
    edit(it);
    m.record(it);
    lines found = rows(items(m.page(options)).front());
    REQUIRE(found.front() == "Field | From | To");
    found.erase(found.begin());
    return found;
}

struct full_disk {};

TEST_CASE("the page of an entity says who last changed each field", "[html]") {
    museum m;
    Machine it = machine();
    m.record(it, "bought");
    it.status = Status::broken;
    m.record(it, "ball lock stuck");
    const std::string page = m.page();

    CHECK(read_page::all(page, "h1") == lines{"Machine <bdi>1</bdi>"});
    CHECK(read_page::all(page, "title") == lines{"Machine 1"});
    CHECK(rows(section(page, "fields")) ==
          lines{"Field | Value | Since | Who and why", "id | 1 | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "Title | Medieval Madness | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "status | broken | version 22026-03-02 02:00:00 UTC | mariaball lock stuck\n",
              "location | Floor 1 | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "tags | empty | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "prices | empty | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "makers | empty | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "place | {room: , shelf: none} | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "code | [REDACTED] | version 12026-03-02 01:00:00 UTC | mariabought\n",
              "views | 0 | version 12026-03-02 01:00:00 UTC | mariabought\n"});
}

TEST_CASE("what somebody records while a page is made does not mix with what it tells", "[html]") {
    namespace pages = yore::detail::pages;
    museum m;
    Machine it = machine();
    m.record(it);
    it.name = "second";
    m.record(it);
    const auto read = m.machines.find({.key = 1});
    const auto newest = m.machines.find({.key = 1, .limit = 1});
    it.name = "third";
    it.views = 3;
    m.record(it);
    const auto by = m.machines.blame(1);

    const auto fields = pages::blamed_fields(read, by);
    CHECK(fields[1].now.after.text == "second");
    CHECK(fields[1].last.number == 2);
    CHECK(fields.back().now.after.text == "0");
    CHECK(fields.back().last.number == 1);
    CHECK_FALSE(pages::is_outdated(fields, 2));
    CHECK(pages::is_outdated(pages::blamed_fields(newest, by), 2)); // of the views it does not know, so it reads again
}

TEST_CASE("the timeline of an entity has a table of field, from and to for each version", "[html]") {
    museum m;
    Machine it = machine();
    m.record(it, "bought");
    it.status = Status::broken;
    it.location.reset();
    m.record(it, "moved for repair");

    const lines told = items(m.page());
    REQUIRE(told.size() == 2);
    CHECK(read_page::text(read_page::between(told[0], "<h3>", "</p>\n<table")) ==
          "Version 2 updated\n2026-03-02 02:00:00 UTC by maria\nmoved for repair");
    CHECK(rows(told[0]) == lines{"Field | From | To", "status | working | broken", "location | Floor 1 | none"});
    CHECK(rows(told[1]) == lines{"Field | Value", "id | 1", "Title | Medieval Madness", "status | working",
                               "location | Floor 1", "tags | empty", "prices | empty", "makers | empty",
                               "place | {room: , shelf: none}", "code | [REDACTED]", "views | 0"});
}

TEST_CASE("what was added, removed, moved, set and cleared inside a field has a row each", "[html]") {
    CHECK(changed([](Machine& m) { m.tags = {"a", "b"}; }) ==
          lines{"tags #1 added | none | a", "tags #2 added | none | b"});
    CHECK(changed([](Machine& m) { m.prices = {{"EUR", 5}}; }) == lines{"prices EUR added | none | 5"});
    CHECK(changed([](Machine& m) { m.prices = {{"EUR", std::nullopt}}; }) == lines{"prices EUR added | none | none"});
    CHECK(changed([](Machine& m) { m.makers = {"ann", "bo"}; }) ==
          lines{"makers ann added | none | ann", "makers bo added | none | bo"});
    CHECK(changed([](Machine& m) { m.place = {"north", 3}; }) ==
          lines{"place room | empty | north", "place shelf set | none | 3"});

    museum m;
    Machine it = machine();
    it.tags = {"a", "b", "c"};
    it.prices = {{"EUR", 5}, {"CHF", 6}, {"SEK", std::nullopt}, {"USD", 7}};
    it.place.shelf = 3;
    m.record(it);
    it.tags = {"c", "a", "b"};
    it.prices = {{"EUR", 7}, {"SEK", 8}, {"USD", std::nullopt}};
    it.place.shelf.reset();
    m.record(it);
    CHECK(rows(items(m.page()).front()) == lines{"Field | From | To", "tags #1 moved from #3 | c | c",
                                               "prices CHF removed | 6 | none", "prices EUR | 5 | 7",
                                               "prices SEK set | none | 8", "prices USD cleared | 7 | none",
                                               "place shelf cleared | 3 | none"});
}

TEST_CASE("of many changes inside a field some are told and the others counted", "[html]") {
    const auto add_many = [](Machine& m) { m.tags.resize(25, "x"); };
    CHECK(changed(add_many).size() == 21);
    CHECK(changed(add_many).back() == "tags | 5 more");
    CHECK(changed(add_many, {.elements = 0}) == lines{"tags | 25 more"});
}

TEST_CASE("long values are cut around what differs, on both sides", "[html]") {
    museum m;
    Machine it = machine();
    it.name = std::string(500, 'x') + "old" + std::string(500, 'y');
    m.record(it);
    it.name.replace(500, 3, "new");
    m.record(it);
    const std::string page = m.page({.length = 12});
    CHECK(rows(items(page).front()).back() == "Title | …xxxoldyyyyyy… | …xxxnewyyyyyy…");
    CHECK(
        rows(section(page, "compare")).back() == "Title | …xxxoldyyyyyy……xxxnewyyyyyy… | …xxxoldyyyyyy……xxxnewyyyyyy…");
    CHECK(m.page({.length = 1003}).find(it.name) != std::string::npos);
}

TEST_CASE("a long key is cut wherever it is named", "[html]") {
    yore::history<hostile::Thing> things;
    hostile::Thing thing;
    thing.id.assign(100'000, 'x');
    for (int i = 0; i != 10; ++i) {
        thing.text += "x";
        things.record(thing);
    }
    std::string page;
    yore::write_page(page, things, thing.id, {.length = 50});
    CHECK(page.find(std::string(50, 'x')) != std::string::npos);
    CHECK(page.find(std::string(51, 'x')) == std::string::npos);
}

TEST_CASE("deletion, return and revert are told, with a link to where the state came from", "[html]") {
    museum m;
    Machine it = machine();
    m.record(it);
    it.name = "Attack from Mars";
    m.record(it);
    m.at_next("mistake", [](auto& machines) { machines.revert(1, yore::to_version(1)); });
    m.at_next("sold", [](auto& machines) { machines.remove(1); });
    CHECK(m.page().find("<p class=\"note\">Version 4, deleted on ") != std::string::npos);
    CHECK(m.page().find("Each field as it was last, and who made it so") != std::string::npos);
    m.at_next("came back", [](auto& machines) { machines.restore(1); });

    const std::string page = m.page();
    const lines told = items(page);
    REQUIRE(told.size() == 5);
    CHECK(read_page::all(told[0], "h3") == lines{"Version 5 <span class=\"op restored\">restored</span> <small>from "
                                                 "<a href=\"#v3\">version 3</a></small>"});
    CHECK(rows(told[0]).empty());
    CHECK(read_page::all(told[1], "h3") == lines{"Version 4 <span class=\"op deleted\">deleted</span>"});
    CHECK(read_page::text(told[1]).find("sold") != std::string::npos);
    CHECK(read_page::all(told[2], "h3") == lines{"Version 3 <span class=\"op reverted\">reverted</span> <small>to "
                                                 "<a href=\"#v1\">version 1</a></small>"});
    CHECK(rows(told[2]).back() == "Title | Attack from Mars | Medieval Madness");
    CHECK(page.find("<li id=\"v3\">") < page.find("<li id=\"v1\">"));
}

TEST_CASE("a version that changed nothing says so", "[html]") {
    museum m;
    m.record(machine());
    m.record(machine(), "checked", {.record_unchanged = true});
    CHECK(read_page::text(items(m.page()).front()).find("Recorded unchanged.") != std::string::npos);
}

TEST_CASE("only the newest versions are told, and links lead only to them", "[html]") {
    museum m;
    Machine it = machine();
    for (int i = 1; i != 6; ++i) {
        it.views = static_cast<std::uint32_t>(i);
        it.name = "name " + std::to_string(i);
        m.record(it);
    }
    m.at_next("", [](auto& machines) { machines.revert(1, yore::to_version(3)); });

    const std::string page = m.page({.newest = 3});
    CHECK(items(page).size() == 3);
    CHECK(rows(items(page).back()).back() == "views | 3 | 4"); // told with what was before
    CHECK(section(page, "timeline").find("Older versions are not on this page.") != std::string::npos);
    CHECK(read_page::text(read_page::all(items(page)[0], "h3").front()) == "Version 6 reverted to version 3");
    CHECK(page.find("#v3") == std::string::npos);
    CHECK(page.find("#v1") == std::string::npos);
    CHECK(page.find("#v6") != std::string::npos);
    CHECK(m.page({.newest = 4}).find("#v3") != std::string::npos);
    CHECK(read_page::all(section(page, "compare"), "label").size() == 6);

    for (const std::size_t enough : {0U, 6U, 7U}) {
        const std::string all = m.page({.newest = enough});
        CHECK(items(all).size() == 6);
        CHECK(all.find("Older versions") == std::string::npos);
    }
}

TEST_CASE("two versions of one commit are told each", "[html]") {
    museum m;
    std::vector<Machine> twice{machine(), machine()};
    twice[1].name = "other";
    m.at_next("", [&](auto& machines) { machines.record_all(twice); });
    CHECK(items(m.page()).size() == 2);
    CHECK(items(m.page({.newest = 1})).size() == 1);
    CHECK(rows(items(m.page({.newest = 1})).front()).back() == "Title | Medieval Madness | other");
}

TEST_CASE("where the past is pruned the page says so", "[html]") {
    museum m;
    Machine it = machine();
    for (int i = 1; i != 5; ++i) {
        it.name = "name " + std::to_string(i);
        m.record(it);
    }
    m.machines.prune({.keep_last = 2});
    const std::string page = m.page();
    CHECK(items(page).size() == 2);
    CHECK(rows(items(page).back()).back() == "Title | not known | name 3");
    CHECK(rows(section(page, "fields"))[1].find("version 3 or earlier") != std::string::npos);
    CHECK(page.find("Older versions") == std::string::npos);
}

TEST_CASE("nothing is written of what was never recorded, or with an offset of a day", "[html]") {
    museum m;
    m.record(machine());
    std::string out;
    CHECK_THROWS_WITH(
        yore::write_page(out, m.machines, 2), "yore: there is no page of Machine 2: nothing was ever recorded of it");
    CHECK_THROWS_AS(yore::write_page(out, m.machines, 2), yore::not_found);
    CHECK_THROWS_AS(yore::write_page(out, m.machines, 1, {.offset = 24h}), yore::error);
    CHECK(out.empty());
}

TEST_CASE("a page goes to strings, streams and functions, the same each time", "[html]") {
    museum m;
    m.record(machine());
    m.record(machine(), "again", {.record_unchanged = true});
    std::ostringstream stream;
    yore::write_page(stream, m.machines, 1);
    CHECK(stream.str() == m.page());
    std::string joined;
    yore::write_page([&](std::string_view part) { joined.append(part); }, m.machines, 1);
    CHECK(joined == m.page());
    CHECK_THROWS_AS(yore::write_page([](std::string_view) { throw full_disk{}; }, m.machines, 1), full_disk);
}

TEST_CASE("times on a page have the offset that is given, for programs they are in UTC", "[html]") {
    museum m;
    m.record(machine());
    const std::string time = "<time datetime=\"2026-03-02T01:00:00Z\">2026-03-01 20:00:00 -05:00</time>";
    CHECK(items(m.page({.offset = -5h})).front().find(time) != std::string::npos);

    yore::history<Machine> old;
    {
        const yore::scope when{{.occurred_on = yore::timestamp::min()}};
        old.record(machine());
    }
    std::string page;
    yore::write_page(page, old, 1);
    CHECK(page.find("<time") == std::string::npos);
    CHECK(page.find("<span class=\"time\">-290308-12-21 19:59:05 UTC</span>") != std::string::npos);
}

TEST_CASE("a page says from where changes came only when asked", "[html]") {
    museum m;
    {
        yore::context c{
            .actor = yore::actor{"m.rossi", "Maria Rossi"}, .correlation_id = "c0rr", .entry_point = "http"};
        c.request = yore::request{.path = "/machines/1", .remote_address = "192.0.2.7"};
        c.extra = {{"ticket", "T-7"}};
        const yore::scope from{std::move(c)};
        m.machines.record(machine());
    }
    const std::string page = m.page();
    for (const char* secret : {"c0rr", "http\"", "/machines/1", "192.0.2.7", "T-7"})
        CHECK(page.substr(page.find("<body>")).find(secret) == std::string::npos);
    CHECK(page.find("<bdi>Maria Rossi</bdi> <small>(<bdi>m.rossi</bdi>)</small>") != std::string::npos);

    const std::string all = m.page({.origin = yore::origin::shown});
    CHECK(read_page::text(read_page::between(all, "<summary>", "</details>")) ==
          "From where\n\nentry pointhttp\ncorrelation idc0rr\npath/machines/1\nremote address192.0.2.7\nticketT-7\n");
}

TEST_CASE("secrets are on no page, nor what is not recorded", "[html]") {
    museum m;
    Machine it = machine();
    for (const std::string code : {"hunter1", "hunter2", "hunter1"}) {
        it.code = code;
        m.record(it);
    }
    const std::string page = m.page({.origin = yore::origin::shown});
    CHECK(page.find("hunter") == std::string::npos);
    CHECK(page.find("cached") == std::string::npos);
    CHECK(rows(items(page).front()).back() == "code | [REDACTED] | [REDACTED]");
}

TEST_CASE("a page has a title of one's own choice", "[html]") {
    museum m;
    m.record(machine());
    const std::string page = m.page({.title = "A & B\n"});
    CHECK(read_page::all(page, "title") == lines{"&quot;A &amp; B\\n&quot;"});
    CHECK(read_page::all(page, "h1") == lines{"<bdi>A &amp; B<span class=\"mark\">\\n</span>\n</bdi>"});
}

TEST_CASE("no value is more than a value, wherever it is on the page", "[html]") {
    yore::history<hostile::Thing> things;
    hostile::record(things);
    std::string page;
    yore::write_page(page, things, hostile::thing(0).id, {.title = hostile::text(4), .origin = yore::origin::shown});

    const std::set<std::string> known{"html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3",
        "p", "nav", "ul", "ol", "li", "main", "section", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "label", "span", "input", "div", "bdi", "em", "small", "time", "br", "details", "summary", "dl", "dt", "dd"};
    for (const std::string& element : read_page::elements(page)) CHECK(known.contains(element));
    CHECK(yore::detail::find_invalid_utf8(page) == std::string::npos);
    for (const std::string& text : hostile::texts())
        if (text.find_first_of("<>&\"'") != std::string::npos) CHECK(page.find(text) == std::string::npos);
    CHECK(read_page::rows(items(page).back())[2] ==
          R"(<b onclick=window.ran=1>&'" | <script>window.ran=1;document.title='ran'</script>)");
    CHECK(page.find("sesame") == std::string::npos);
}

TEST_CASE("a page forbids what it does not need", "[html]") {
    museum m;
    m.record(machine());
    CHECK(m.page().find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                        "'unsafe-inline'; base-uri 'none'; form-action 'none'\" />") < m.page().find("<title>"));
    for (const char* never : {"<script", "src=", "url(", "@import", "http:", "https:", "style=\"", "onclick"})
        CHECK(m.page().find(never) == std::string::npos);
}

} // namespace entity_pages
