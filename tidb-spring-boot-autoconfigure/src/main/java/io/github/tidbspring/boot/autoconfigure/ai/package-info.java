/**
 * Auto-configuration where Spring AI is on the class path.
 */
@NullMarked
package io.github.tidbspring.boot.autoconfigure.ai;

import org.jspecify.annotations.NullMarked;
