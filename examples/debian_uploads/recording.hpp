// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_EXAMPLES_DEBIAN_UPLOADS_RECORDING_HPP
#define YORE_EXAMPLES_DEBIAN_UPLOADS_RECORDING_HPP

#include "model.hpp"
#include "progress.hpp"
#include "reading.hpp"

#include <yore/yore.hpp>

#include <cstddef>
#include <span>

/// Records every upload as a commit of its own that says who did it, when, and why.
inline void record(yore::history<SourcePackage>& packages, std::span<const Upload> uploads) {
    progress bar{"recording"};
    std::size_t done = 0;
    for (const Upload& upload : uploads) {
        const yore::scope attribution{{.actor = upload.actor, .reason = upload.message, .occurred_on = upload.time}};
        packages.record(upload.state);
        bar.at(static_cast<double>(++done) / static_cast<double>(uploads.size()));
    }
}

#endif
