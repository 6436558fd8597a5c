// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_READING_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_READING_HPP

#include "model.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// One line of the stream: who uploaded what, when, and the state of the package after it.
struct Upload {
    std::uint64_t seq{};
    yore::timestamp time;
    std::string actor;
    std::string op; ///< "create" or "update"
    std::string entity;
    std::string key;
    std::string message;
    SourcePackage state;
};

/// What the oracle knows about the upload of one package that was in force at an instant.
struct InForce {
    std::string actor;
    std::string version;
    std::vector<std::string> distributions;
    Urgency urgency{};
    std::vector<std::int64_t> closes;
    std::vector<std::string> cves;
    yore::timestamp since;
    std::uint64_t versions{}; ///< uploads of the package so far
};

/// One line of the oracle: every package at one instant.
struct Instant {
    yore::timestamp instant;
    std::map<std::string, InForce> records;
};

/// Who last changed a field, and when.
struct LastChange {
    yore::timestamp time;
    std::string actor;
};

/// One line of the blame file: the last change of five fields of one package.
struct Blame {
    struct Fields {
        LastChange version, distributions, urgency, closes, cves;
    };

    std::string key;
    std::uint64_t versions{};
    Fields fields;
};

/// Reads a file of one JSON object a line, each as a `Line`: an `Upload`, an `Instant` or a `Blame`.
/// Throws: a member that the type does not have is an error, so that nothing is dropped.
template <class Line>
[[nodiscard]] std::vector<Line> read(const std::filesystem::path&);

#endif
