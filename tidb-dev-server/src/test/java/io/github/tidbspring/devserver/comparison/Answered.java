package io.github.tidbspring.devserver.comparison;

/**
 * What was asked, and what a server answered.
 *
 * @param question the statement, with who sent it, in Markdown
 * @param answer the answer
 */
record Answered(String question, String answer) {
}
