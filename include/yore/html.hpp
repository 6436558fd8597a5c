// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_HTML_HPP
#define YORE_HTML_HPP

/// The past as pages of HTML that are complete by themselves. Not in the core's umbrella; needs nothing but the core,
/// and is 1,700 preprocessed lines more.
#include <yore/html/entity_page.hpp>
#include <yore/html/model_page.hpp>
#include <yore/html/options.hpp>

#endif
