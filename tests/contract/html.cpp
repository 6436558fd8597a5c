// SPDX-License-Identifier: BSL-1.0
#include <yore/html.hpp>

#include "models.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

namespace {

template <class T> std::string page_of(const yore::history<T>& past, const yore::key_of<T>& key) {
    std::string out;
    yore::write_page(out, past, key);
    return out;
}

std::size_t count(const std::string& page, std::string_view text) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = page.find(text, at)) != std::string::npos; at += text.size()) ++n;
    return n;
}

/// Whether the texts stand on the page, one behind the other.
bool tells(const std::string& page, std::initializer_list<std::string_view> texts) {
    std::size_t at = page.find("<body>");
    for (const std::string_view text : texts) {
        at = page.find(text, at);
        if (at == std::string::npos) return false;
        at += text.size();
    }
    return true;
}

} // namespace

STORE_TEST("an entity has a page, living and deleted", "[html]") {
    TestType stores;
    yore::history<Machine> machines{stores.open()};
    {
        const yore::scope who{{.actor = "ana", .reason = "bought", .occurred_on = second(0)}};
        machines.record(machine(1, "one", Status::working, "Floor 1"));
    }
    {
        const yore::scope who{{.actor = "bo", .reason = "repair", .occurred_on = second(60)}};
        machines.record(machine(1, "one", Status::broken));
    }
    const std::string page = page_of(machines, 1);
    CHECK(tells(page, {"Machine <bdi>1</bdi>", "version 2</a>", "2024-01-01 00:01:00 UTC", "<bdi>bo</bdi>", "repair",
                          "<li id=\"v2\">", "updated", "status", "working", "broken", "location", "Floor 1",
                          "<em>none</em>", "<li id=\"v1\">", "created"}));
    CHECK_FALSE(tells(page, {"created_on"})); // the audit fields are said by the versions

    remove_at(machines, second(90), 1);
    CHECK(tells(page_of(machines, 1), {"Version 3, deleted on", "<li id=\"v3\">", "<li id=\"v1\">"}));
    CHECK_THROWS_AS(page_of(machines, 2), yore::not_found);
}

STORE_TEST("a page of a long past has its newest part, and what was before that", "[html]") {
    TestType stores;
    yore::history<Task> tasks{stores.open()};
    for (int i = 1; i <= 40; ++i) record_at(tasks, second(i), task(1, "title " + std::to_string(i)));
    std::string page;
    yore::write_page(page, tasks, 1, {.newest = 10});
    CHECK(count(page, "<li id=\"v") == 10);
    CHECK(tells(page, {"<li id=\"v31\">", "title 30", "title 31", "Older versions are not on this page."}));
}

STORE_TEST("a key of several fields and hostile texts stay what they are", "[html]") {
    TestType stores;
    yore::history<Loan> loans{stores.open()};
    const std::string shelf("<b>\0&", 5);
    record_at(loans, second(0), loan(shelf, 1, "\u202e<script>"));
    const std::string page = page_of(loans, {shelf, 1});
    CHECK(tells(page, {"(&lt;b&gt;<span class=\"mark\">\\x00</span>&amp;, 1)", "\\u{202e}</span>&lt;script&gt;"}));
    CHECK(count(page, "<b>") + count(page, "<script>") + count(page, "\u202e") == 0);
}

STORE_TEST("no secret is on a page", "[html]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    record_at(volunteers, second(0), volunteer(1, "Ada", "hunter2"));
    record_at(volunteers, second(1), volunteer(1, "Ada", "hunter3"));
    const std::string page = page_of(volunteers, 1);
    CHECK(tells(page, {"E-mail", "Ada@example.org", "password", "[REDACTED]"}));
    CHECK(count(page, "hunter") + count(page, "1234") == 0);
}

STORE_TEST("a store has a page of several models", "[html]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Machine> machines{db};
    yore::history<Task> tasks{db};
    record_at(machines, second(0), machine(1, "one"));
    record_at(tasks, second(1), task(5, "set up"));
    remove_at(machines, second(2), 1);

    std::string page;
    yore::write_page<Machine, Task>(page, db);
    CHECK(tells(page, {"Machine, Task", "Changes per day: 2024-01-01, at most 3", "Machine <bdi>1</bdi>", "</section>",
                          "Machine <bdi>1</bdi>, version 2", "deleted", "Task <bdi>5</bdi>, version 1", "set up",
                          "Machine <bdi>1</bdi>, version 1"}));
}
