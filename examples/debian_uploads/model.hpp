// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_MODEL_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_MODEL_HPP

#include <boost/describe/enum.hpp>
#include <yore/policy.hpp>
#include <yore/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// How much a user gains from installing an upload soon.
enum class Urgency : std::uint8_t { low, medium, high, emergency, critical };
BOOST_DESCRIBE_ENUM(Urgency, low, medium, high, emergency, critical)

/// A Debian source package as its newest upload left it: the model whose past this program keeps.
struct SourcePackage {
    std::string package;
    std::string version; ///< epoch:upstream_version-debian_revision
    std::string upstream_version;
    std::optional<std::string> debian_revision;
    std::optional<std::int64_t> epoch;
    std::vector<std::string> distributions;
    Urgency urgency{};
    std::vector<std::int64_t> closes; ///< numbers of the bugs that the upload closes
    std::vector<std::string> cves;    ///< numbers of the vulnerabilities that it names
    std::int64_t change_lines{};
    std::optional<std::string> uploaded_as; ///< the name of the source package then, when it was another
    std::optional<yore::timestamp> dated;   ///< the date in the entry itself, when it is earlier than its predecessor's

    using audit_policy = yore::policy<yore::key<&SourcePackage::package>>;
};

#endif
