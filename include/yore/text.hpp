// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_TEXT_HPP
#define YORE_TEXT_HPP

/// The past in words: sentences about changes and versions, changelogs, timelines of several models. Not in the core's
/// umbrella; needs nothing but the core, and is 800 preprocessed lines more.
#include <yore/text/changelog.hpp>
#include <yore/text/entry.hpp>
#include <yore/text/field_change.hpp>
#include <yore/text/options.hpp>
#include <yore/text/place.hpp>
#include <yore/text/sink.hpp>
#include <yore/text/summary.hpp>
#include <yore/text/timeline.hpp>

#endif
