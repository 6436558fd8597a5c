// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_YORE_HPP
#define YORE_YORE_HPP

/// The core of yore: reflection, policy, diff, audit fields, context, history in memory. Stores, JSON and all that is
/// heavy are headers of their own.
#include <yore/audit_fields.hpp>
#include <yore/context.hpp>
#include <yore/diff.hpp>
#include <yore/history.hpp>
#include <yore/merge.hpp>
#include <yore/policy.hpp>
#include <yore/reflect.hpp>
#include <yore/timestamp.hpp>

#endif
