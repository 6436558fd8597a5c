// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

using namespace contract;

namespace {

constexpr const char* placeholder = "[REDACTED]";

/// Whether a state from the past shows nothing of its secrets.
bool hides_everything(const Volunteer& state) {
    return state.password == placeholder && state.token == placeholder && state.pin == 0;
}

} // namespace

STORE_TEST("a change of a secret is detected", "[redaction]") { // D56, D57
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    auto v = volunteer(1, "Maria");
    volunteers.record(v);

    v.password = "changed";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::password>);
    v.pin = 4321;
    v.token = "new token";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::pin, &Volunteer::token>);
    CHECK_FALSE(volunteers.record(v).recorded());
    v.password = "secret";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::password>);
    CHECK(volunteers.versions(1).size() == 4);
}

namespace {

struct Login {
    std::string user{};
    std::string password{};

    using audit_policy = yore::policy<yore::redact<&Login::password>>;
};

struct Device {
    std::int32_t id{};
    Login login{};
    std::vector<Login> others{};

    using audit_policy = yore::policy<yore::redact<&Device::login, &Device::others>>;
};

} // namespace

STORE_TEST("a redacted field whose struct redacts for itself changes with its secrets", "[redaction]") {
    TestType stores;
    yore::history<Device> devices{stores.open()};
    devices.record(Device{1, {"ana", "one"}, {{"bo", "two"}}});

    CHECK_FALSE(devices.record(Device{1, {"ana", "one"}, {{"bo", "two"}}}).recorded());
    CHECK(devices.record(Device{1, {"ana", "1"}, {{"bo", "two"}}}).changed == yore::fields<&Device::login>);
    CHECK(devices.record(Device{1, {"ana", "1"}, {{"bo", "2"}}}).changed == yore::fields<&Device::others>);
    CHECK(devices.latest(1)->login.user.empty());
    CHECK(devices.latest(1)->others.empty());
}

STORE_TEST("a placeholder in a new life does not stand for a secret of the old one", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria"));
    volunteers.remove(1);
    volunteers.record(volunteer(1, "Maria", placeholder));

    CHECK(volunteers.record(volunteer(1, "Maria")).changed == yore::fields<&Volunteer::password>);
    CHECK_FALSE(volunteers.record(volunteer(1, "Maria")).recorded());
}

STORE_TEST("no query shows a secret", "[redaction]") { // D56, D57; E2: parts of values were shown
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    for (const char* secret : {"secret", "", "x", "a longer secret, with spaces"}) {
        auto v = volunteer(1, "Maria", secret);
        v.token = secret;
        volunteers.record(v);
    }
    volunteers.remove(1);
    volunteers.restore(1);

    CHECK(hides_everything(*volunteers.latest(1)));
    CHECK(hides_everything(*volunteers.as_of(1, future(0))));
    CHECK(hides_everything(*volunteers.as_of(future(0)).find(1)));
    for (const auto& version : volunteers.versions(1)) CHECK(hides_everything(version.state));
    for (const auto& version : volunteers.find({})) CHECK(hides_everything(version.state));
    CHECK(hides_everything(volunteers.at(1, 1)->state));
    CHECK(hides_everything(volunteers.preview_revert(1, yore::to_version(1))));
    CHECK(hides_everything(volunteers.between(timestamp::min(), future(0)).created.front()));
}

STORE_TEST("the caller's object keeps its secrets", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    auto v = volunteer(1, "Maria", "secret");

    volunteers.record(v);

    CHECK(v.password == "secret");
    CHECK(v.token == "token");
    CHECK(v.pin == 1234);
}

STORE_TEST("latest, change, record leaves the secrets as they were", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria", "secret"));

    auto v = *volunteers.latest(1);
    CHECK_FALSE(volunteers.record(v).recorded());
    v.name = "Mary";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::name>);

    auto same_secrets = volunteer(1, "Mary", "secret");
    same_secrets.email = volunteers.latest(1)->email;
    CHECK_FALSE(volunteers.record(same_secrets).recorded());
    same_secrets.password = "changed";
    CHECK(volunteers.record(same_secrets).changed == yore::fields<&Volunteer::password>);
}

STORE_TEST("a new secret can be recorded over a state with placeholders", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria", "secret"));
    auto v = *volunteers.latest(1);

    v.password = "changed";

    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::password>);
    CHECK_FALSE(volunteers.record(v).recorded());
}

STORE_TEST("a revert does not touch secrets", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    auto v = volunteer(1, "Maria", "first");
    volunteers.record(v);
    v.name = "Mary";
    v.password = "second";
    volunteers.record(v);

    const auto receipt = volunteers.revert(1, yore::to_version(1));

    CHECK(receipt.changed == yore::fields<&Volunteer::name>);
    v.name = "Maria";
    CHECK_FALSE(volunteers.record(v).recorded());
    v.password = "first";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::password>);
}

STORE_TEST("a revert that would change only secrets changes nothing", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria", "first"));
    volunteers.record(volunteer(1, "Maria", "second"));

    CHECK_FALSE(volunteers.revert(1, yore::to_version(1)).recorded());
    CHECK_FALSE(volunteers.undo(1, 2).recorded());
    CHECK_FALSE(volunteers.record(volunteer(1, "Maria", "second")).recorded());
}

STORE_TEST("undo of a change of a name and a secret takes only the name back", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    auto v = volunteer(1, "Maria", "first");
    volunteers.record(v);
    v.name = "Mary";
    v.password = "second";
    volunteers.record(v);

    const auto receipt = volunteers.undo(1, 2);

    CHECK(receipt.changed == yore::fields<&Volunteer::name>);
    v.name = "Maria";
    CHECK_FALSE(volunteers.record(v).recorded());
}

STORE_TEST("a later change of a secret does not stand in the way of an undo", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    auto v = volunteer(1, "Maria", "first");
    volunteers.record(v);
    v.name = "Mary";
    v.password = "second";
    volunteers.record(v);
    v.password = "third";
    volunteers.record(v);

    CHECK(volunteers.undo(1, 2).changed == yore::fields<&Volunteer::name>);
    v.name = "Maria";
    CHECK_FALSE(volunteers.record(v).recorded());
}

STORE_TEST("a restore keeps the secrets of the last state", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria", "first"));
    volunteers.record(volunteer(1, "Maria", "second"));
    volunteers.remove(1);

    volunteers.restore(1);

    CHECK_FALSE(volunteers.record(volunteer(1, "Maria", "second")).recorded());
    CHECK(volunteers.record(volunteer(1, "Maria", "first")).recorded());
}

STORE_TEST("blame and find know who changed a secret", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria", "first"));
    {
        const yore::scope who{"ana", "password reset"};
        volunteers.record(volunteer(1, "Maria", "second"));
    }

    CHECK(volunteers.blame(1).of<&Volunteer::password>().number == 2);
    CHECK(volunteers.blame(1).of<&Volunteer::password>().commit.actor->id == "ana");
    CHECK(volunteers.blame(1).of<&Volunteer::pin>().number == 1);
    const auto found = volunteers.find({.changed = yore::fields<&Volunteer::password>});
    CHECK(numbers(found) == number_list{2, 1});
}

STORE_TEST("no text of a difference shows a secret", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    volunteers.record(volunteer(1, "Maria", "hush-first"));
    volunteers.record(volunteer(1, "Mary", "hush-second"));

    std::string text;
    volunteers.diff(1, 1, 2).for_each_leaf([&](const yore::leaf& each) { text += each.before + each.after; });

    CHECK(text.find("hush") == std::string::npos);
    CHECK(text.find("Mary") != std::string::npos);
}

STORE_TEST("a rolled back change of a secret leaves the old one in force", "[redaction]") {
    TestType stores;
    auto& db = stores.open();
    yore::history<Volunteer> volunteers{db};
    volunteers.record(volunteer(1, "Maria", "first"));
    {
        yore::transaction all{db};
        volunteers.record(volunteer(1, "Maria", "second"));
    }

    CHECK_FALSE(volunteers.record(volunteer(1, "Maria", "first")).recorded());
}

STORE_TEST("pruning keeps the secret in force", "[redaction]") {
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    record_at(volunteers, second(10), volunteer(1, "Maria", "first"));
    record_at(volunteers, second(20), volunteer(1, "Mary", "first"));
    record_at(volunteers, second(30), volunteer(1, "Maria", "first"));

    volunteers.prune({.keep_last = 1});

    CHECK_FALSE(record_at(volunteers, second(40), volunteer(1, "Maria", "first")).recorded());
    CHECK(record_at(volunteers, second(40), volunteer(1, "Maria", "second")).changed ==
          yore::fields<&Volunteer::password>);
}
