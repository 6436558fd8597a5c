// SPDX-License-Identifier: BSL-1.0
/// The bytes of a redacted value are nowhere in the file, whatever was done with it.
#include "support.hpp"

#include <bit>
#include <map>
#include <optional>

namespace sqlite_tests::redaction {

struct Login {
    std::string user{};
    std::string password{};
    std::string session{};

    using audit_policy = yore::policy<yore::redact<&Login::password>, yore::ignore<&Login::session>>;
};

struct Door {
    std::string place{};
    std::string code{};

    using audit_policy = yore::policy<yore::ignore<&Door::code>>;
};

/// Secrets that would stand as text, as a number, as bytes and as JSON, and what is ignored inside what is not secret.
struct Account {
    std::int64_t id{};
    std::string name{};
    std::string password{};
    std::optional<std::string> token{};
    std::int64_t pin{};
    double offset{};
    std::vector<std::byte> scan{};
    Login login{};
    std::vector<Login> others{};
    std::map<std::string, std::string> answers{};
    std::string cache{};
    std::vector<Door> doors{};
    yore::AuditFields audit{};

    using audit_policy = yore::policy<yore::redact<&Account::password, &Account::token, &Account::pin, &Account::offset,
                                          &Account::scan, &Account::login, &Account::others, &Account::answers>,
        yore::ignore<&Account::cache>, yore::untracked<&Account::token>>;
};

/// What is in every secret of `account`, in each form that it could have; a number has the same letters as its bytes.
const std::vector<std::string> secrets{"hush", "HUSHHUS", "SUHHSUH", "521216371366751930"};

Account account(const std::string& name, char variant) {
    const std::string secret = std::string(100, variant) + "-hush-" + variant;
    const std::int64_t number = 0x4855'5348'4855'5348 + variant % 2; // HUSHHUSH
    Account out{.id = 1, .name = name, .password = secret, .token = secret, .pin = number};
    out.offset = std::bit_cast<double>(number);
    for (const char c : secret) out.scan.push_back(static_cast<std::byte>(c));
    out.login = {secret, secret, secret};
    out.others = {{"hush", secret, secret}, {secret, "hush", "hush"}};
    out.answers = {{"hush", "of what"}, {"first pet", secret}};
    out.cache = secret;
    out.doors = {{"yard", secret}, {"cellar", "hush"}};
    return out;
}

/// Requires that no file of the database has a secret in it, and that it has what is none.
void are_nowhere(const std::string& path, const std::string& known) {
    const std::string all = bytes_of(path) + bytes_of(path + "-wal") + bytes_of(path + "-journal");
    REQUIRE(all.find(known) != std::string::npos);
    for (const std::string& secret : secrets) {
        INFO(secret);
        CHECK(all.find(secret) == std::string::npos);
    }
}

TEST_CASE("the bytes of a redacted value are nowhere in the file", "[sqlite]") {
    const folder here;
    const std::string path = here / "accounts.db";
    {
        yore::sqlite::store db{path, {.durability = durability::off, .full_row_every = 3}};
        yore::history<Account> accounts{db};
        const yore::connection asked = accounts.before_record([](const auto& next) { return next.state.name != "no"; });

        accounts.record(account("Maria", 'a'));
        CHECK(accounts.record(account("Maria", 'b')).changed.size() == 8);
        CHECK(accounts.record(account("Mary", 'c')).recorded());
        CHECK_THROWS_AS(accounts.record(account("no", 'd')), yore::vetoed);
        CHECK_THROWS_AS(accounts.record(account("Mary", 'e'), {.expected_version = 7}), yore::conflict);
        CHECK(accounts.revert(1, yore::to_version(1)).recorded());
        CHECK(accounts.undo(1, 4).recorded());
        {
            yore::transaction dropped{db};
            accounts.record(account("Myra", 'f'));
        }
        {
            yore::batch together{db};
            accounts.record_all(std::vector<Account>{account("Mia", 'g'), account("Mia", 'h')});
        }
        accounts.remove(1);
        accounts.restore(1);
        are_nowhere(path, "Maria"); // in the log that is written ahead
        accounts.prune({.keep_last = 2});
        accounts.remove(1);
        accounts.record(account("Maia", 'i'));
        are_nowhere(path, "Maia");
        CHECK_FALSE(accounts.record(account("Maia", 'i')).recorded()); // yet all of it is known again
    }
    are_nowhere(path, "Maia");
    CHECK(integrity(path) == "ok");
}

TEST_CASE("what the database would keep of a full row has no redacted value", "[sqlite]") {
    struct Wide {
        std::int64_t id{};
        std::string name{}, password{};
        using audit_policy = yore::policy<yore::redact<&Wide::password>, yore::full_rows>;
    };
    const folder here;
    const std::string path = here / "wide.db";
    {
        yore::sqlite::store db{path, quick};
        yore::history<Wide> all{db};
        for (const char* name : {"Ada", "Ida", "Eda"})
            CHECK(all.record(Wide{1, name, std::string("hush, ") + name}).recorded());
        are_nowhere(path, "Eda");
    }
    are_nowhere(path, "Eda");
}

TEST_CASE("the bytes of a redacted value are nowhere in the caller's database", "[sqlite]") {
    const folder here;
    const std::string path = here / "business.db";
    {
        const database file(path);
        file.run("CREATE TABLE person (name TEXT)");
        yore::sqlite::store db{file.get()};
        yore::history<Account> accounts{db};
        file.run("BEGIN; INSERT INTO person VALUES ('Maria')");
        accounts.record(account("Maria", 'a'));
        accounts.record(account("Maria", 'b'));
        file.run("COMMIT");
        file.run("BEGIN");
        accounts.remove(1);
        file.run("ROLLBACK");
    }
    are_nowhere(path, "Maria");
}

} // namespace sqlite_tests::redaction
