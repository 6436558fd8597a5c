// SPDX-License-Identifier: BSL-1.0
#include "models.hpp"
#include "outcome.hpp"
#include "stores.hpp"
#include "support.hpp"

#include <set>

using namespace contract;

namespace {

/// A value that knows how many of its kind hold something.
class Secret {
public:
    Secret() { all().insert(this); }
    explicit Secret(std::string text) : text_(std::move(text)) { all().insert(this); }
    Secret(const Secret& other) : text_(other.text_) { all().insert(this); }
    Secret(Secret&& other) noexcept : text_(std::exchange(other.text_, {})) { all().insert(this); }
    Secret& operator=(const Secret&) = default;
    Secret& operator=(Secret&& other) noexcept {
        text_ = std::exchange(other.text_, {});
        return *this;
    }
    ~Secret() { all().erase(this); }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] static std::size_t alive() {
        std::size_t count = 0;
        for (const Secret* each : all()) count += each->text_.empty() ? 0U : 1U;
        return count;
    }

private:
    static std::set<const Secret*>& all() {
        static std::set<const Secret*> made;
        return made;
    }
    std::string text_{};
};

struct Vault {
    std::int32_t id{};
    std::string name{};
    Secret code{};
    std::vector<Secret> spares{};
    Secret worn{};

    using audit_policy = yore::policy<yore::redact<&Vault::code, &Vault::spares>, yore::ignore<&Vault::worn>>;
};

constexpr const char* placeholder = "[REDACTED]";

/// Whether a state from the past shows nothing of its secrets.
bool hides_everything(const Volunteer& state) {
    return state.password == placeholder && state.token == placeholder && state.pin == 0;
}

} // namespace

template <> struct yore::value_traits<Secret> {
    static bool equal(const Secret& a, const Secret& b) { return a.text() == b.text(); }
    static std::string to_text(const Secret& secret) { return secret.text(); }
    static std::optional<Secret> from_text(std::string_view text) { return Secret{std::string(text)}; }
};

STORE_TEST("of a secret and of what is ignored no object is kept but the caller's", "[redaction]") { // D56
    TestType stores;
    auto& db = stores.open();
    yore::history<Vault> vaults{db};
    std::vector<std::size_t> seen;
    const auto hook = vaults.on_record([&](const yore::version<Vault>&) { seen.push_back(Secret::alive()); });
    Vault v{1, "cellar", Secret{"1234"}, {}, Secret{"worn"}};
    v.spares.emplace_back("5678");
    REQUIRE(Secret::alive() == 3);

    vaults.record(v);
    v.code = Secret{"4321"};
    v.name = "yard";
    vaults.record(v);
    v.spares[0] = Secret{"8765"};
    CHECK(vaults.record(v).changed == yore::fields<&Vault::spares>);
    {
        yore::transaction all{db};
        v.code = Secret{"1111"};
        CHECK(vaults.record(v).recorded());
        CHECK(Secret::alive() == 3);
    }
    vaults.revert(1, yore::to_version(1));
    vaults.undo(1, 4);
    vaults.remove(1);
    vaults.restore(1);

    CHECK(Secret::alive() == 3);
    CHECK(seen == std::vector<std::size_t>(7, 3));
    const auto versions = vaults.versions(1);
    const auto all = vaults.as_of(future(0));
    const auto difference = vaults.diff(1, 1, 3);
    CHECK(Secret::alive() == 3);
}

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

STORE_TEST("that there is no secret is a secret too", "[redaction]") { // E2: null was shown as a masked word
    TestType stores;
    yore::history<Volunteer> volunteers{stores.open()};
    auto v = volunteer(1, "Maria");
    v.token.reset();
    volunteers.record(v);
    CHECK_FALSE(volunteers.record(v).recorded());
    v.token = "";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::token>);
    v.token = "token";
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::token>);
    v.token.reset();
    CHECK(volunteers.record(v).changed == yore::fields<&Volunteer::token>);
    v.name = "Mary";
    volunteers.record(v);

    for (const auto& version : volunteers.versions(1)) CHECK(version.state.token == placeholder);
    for (yore::version_number number = 1; number != 5; ++number)
        volunteers.diff(1, number, number + 1).for_each_leaf([&](const yore::leaf& each) {
            if (each.path != "/token") return;
            CHECK(each.before == placeholder);
            CHECK(each.after == placeholder);
        });
    CHECK(volunteers.blame(1).of<&Volunteer::token>().number == 4);
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
