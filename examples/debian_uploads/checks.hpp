// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_CHECKS_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_CHECKS_HPP

#include "model.hpp"
#include "reading.hpp"
#include "tally.hpp"

#include <yore/yore.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

using Packages = yore::history<SourcePackage>;

/// The upload of `package` that was in force at `instant`: its newest version up to and including then.
[[nodiscard]] inline std::optional<yore::version<SourcePackage>> in_force(
    const Packages& packages, const std::string& package, yore::timestamp instant) {
    auto newest = packages.find({.key = package, .until = instant + std::chrono::microseconds{1}, .limit = 1});
    if (newest.empty()) return std::nullopt;
    return std::move(newest.front());
}

/// Compares every version with the line of the stream that it was recorded from, all fields, and its commit.
inline void check_versions(const Packages& packages, std::span<const Upload> uploads, report& result) {
    std::map<std::string, yore::version_number> recorded;
    for (const Upload& upload : uploads) {
        const auto where = [&] { return "upload " + std::to_string(upload.seq) + ", " + upload.message; };
        const auto version = packages.at(upload.key, ++recorded[upload.key]);
        result["each version is there"].expect(version.has_value(), where);
        if (!version) continue;
        const yore::operation expected = upload.op == "create" ? yore::operation::created : yore::operation::updated;
        const yore::commit& commit = version->commit;
        result["  its state, all fields"].expect(yore::changed_fields(version->state, upload.state).empty(), where);
        result["  its operation"].expect(version->op == expected, where);
        result["  its actor"].expect(commit.actor && commit.actor->id == upload.actor, where);
        result["  its time"].expect(commit.occurred_on == upload.time, where);
        result["  its reason"].expect(commit.reason == upload.message, where);
    }
}

/// Compares one package at one instant with what the oracle says of it.
inline void check_package(const Packages& packages, const SourcePackage& found, const InForce& expected,
    yore::timestamp instant, report& result) {
    const auto where = [&] { return found.package + " at " + yore::to_rfc3339(instant); };
    result["  version"].expect(found.version == expected.version, where);
    result["  distributions"].expect(found.distributions == expected.distributions, where);
    result["  urgency"].expect(found.urgency == expected.urgency, where);
    result["  closed bugs"].expect(found.closes == expected.closes, where);
    result["  CVE numbers"].expect(found.cves == expected.cves, where);

    const auto alone = packages.as_of(found.package, instant);
    result["  the same when asked for alone"].expect(alone && yore::changed_fields(*alone, found).empty(), where);

    const auto upload = in_force(packages, found.package, instant);
    result["  uploader"].expect(upload && upload->commit.actor && upload->commit.actor->id == expected.actor, where);
    result["  in force since"].expect(upload && upload->commit.occurred_on == expected.since, where);
    result["  versions so far"].expect(upload && upload->number == expected.versions, where);
}

/// Compares the whole set of packages at every instant of the oracle.
inline void check_instants(const Packages& packages, std::span<const Instant> oracle, report& result) {
    for (const Instant& instant : oracle) {
        const yore::snapshot<SourcePackage> all = packages.as_of(instant.instant);
        result["whole set as of an instant: number of packages"].expect(
            all.size() == instant.records.size(), [&] { return "the set at " + yore::to_rfc3339(instant.instant); });
        for (const auto& record : instant.records) {
            const SourcePackage* found = all.find(record.first);
            result["packages in these sets"].expect(
                found != nullptr, [&] { return record.first + " is missing at " + yore::to_rfc3339(instant.instant); });
            if (found != nullptr) check_package(packages, *found, record.second, instant.instant, result);
        }
    }
}

/// Compares one field's blame with the last change that the oracle knows.
template <auto Member>
void check_blame_of(
    const yore::blame<SourcePackage>& blame, const LastChange& expected, const std::string& package, report& result) {
    const std::string name{yore::field_names<SourcePackage>[yore::field_index<Member>]};
    const yore::commit& commit = blame.of<Member>().commit;
    const bool agrees = commit.occurred_on == expected.time && commit.actor && commit.actor->id == expected.actor;
    result["blame: " + name].expect(agrees, [&] { return name + " of " + package; });
}

/// Compares the number of versions and the blame of five fields for every package.
inline void check_blame(const Packages& packages, std::span<const Blame> oracle, report& result) {
    for (const Blame& expected : oracle) {
        const std::string& package = expected.key;
        result["number of versions"].expect(
            packages.versions(package).size() == expected.versions, [&] { return package; });
        const auto blame = packages.blame(package);
        check_blame_of<&SourcePackage::version>(blame, expected.fields.version, package, result);
        check_blame_of<&SourcePackage::distributions>(blame, expected.fields.distributions, package, result);
        check_blame_of<&SourcePackage::urgency>(blame, expected.fields.urgency, package, result);
        check_blame_of<&SourcePackage::closes>(blame, expected.fields.closes, package, result);
        check_blame_of<&SourcePackage::cves>(blame, expected.fields.cves, package, result);
    }
}

#endif
