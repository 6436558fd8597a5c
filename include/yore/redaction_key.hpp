// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_REDACTION_KEY_HPP
#define YORE_REDACTION_KEY_HPP

#include <yore/detail/siphash.hpp>

namespace yore {

/// The key of the digests of redacted fields: 128 random bits, as two numbers `low` and `high`.
using redaction_key = detail::digest;

} // namespace yore

#endif
