package org.tsumugi.server.operate;

/** Ends a command with a message for the operator. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exit;

    /**
     * @param exit one of {@link Exit}
     * @param english what is wrong and what to do
     * @param japanese the same
     */
    public CommandException(int exit, String english, String japanese) {
        super(japanese + "\n" + english);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
