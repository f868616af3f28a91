/**
 * Files that are not for everybody.
 */
@NullMarked
package io.github.tidbspring.standin.file;

import org.jspecify.annotations.NullMarked;
