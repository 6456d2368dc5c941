package org.tsumugi.testbed.story;

/**
 * 修飾語 of a disease name.
 *
 * @param prefix whether it stands before the name
 * @param keyNumber 修飾語管理番号, 8 digits
 * @param exchange 修飾語交換用コード, 4 characters
 */
public record Modifier(String key, boolean prefix, String keyNumber, String exchange, String text) {}
