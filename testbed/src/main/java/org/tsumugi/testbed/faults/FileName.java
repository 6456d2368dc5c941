package org.tsumugi.testbed.faults;

/** Where the condition flag is in a path: at the end of a file of the standardized storage, of a folder of the extended one. */
final class FileName {

    private static final String EXTENDED = "extended/";

    /** So many names has the path of a content folder. */
    private static final int FOLDERS = 7;

    private FileName() {}

    /** The path without its flag: what stays when the hospital renames. */
    static String identity(String path) {
        int flag = flagAt(path);
        return path.substring(0, flag) + path.substring(flag + 1);
    }

    static char flag(String path) {
        return path.charAt(flagAt(path));
    }

    static String withFlag(String path, char flag) {
        int at = flagAt(path);
        return path.substring(0, at) + flag + path.substring(at + 1);
    }

    /** What the hospital renames: the file, or the folder that it lies in. */
    static String renamed(String path) {
        return path.substring(0, flagAt(path) + 1);
    }

    /** The time in the name, 17 digits. */
    static String time(String path) {
        String named = renamed(path);
        String[] parts = named.substring(named.lastIndexOf('/') + 1).split("_");
        return parts[parts.length - 3];
    }

    private static int flagAt(String path) {
        boolean isInFolder = path.startsWith(EXTENDED) && path.split("/").length > FOLDERS;
        return (isInFolder ? path.lastIndexOf('/') : path.length()) - 1;
    }
}
