using System.Text;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>
/// The history on disk: one entry a line, appended under a lock as soon as it is made, so that a crash loses nothing and sessions
/// side by side do not disturb each other. A file that cannot be used is left alone; the session goes on without.
/// </summary>
internal sealed class HistoryFile(string path)
{
    private const int MaxEntries = 10_000;
    private const int MaxLength = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>The file in the state folder of the user (XDG Base Directory Specification).</summary>
    public static HistoryFile Standard()
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(state) || !Path.IsPathRooted(state))
        {
            state = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        }

        return new HistoryFile(Path.Combine(state, "symbolic", "history"));
    }

    /// <summary>All entries, the oldest first, those of other sessions included.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            if (!File.Exists(path)) return [];
            var entries = Lines().Select(Decode).Where(e => e.Length > 0).ToList();
            if (entries.Count > 2 * MaxEntries) Compact();
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Append(string entry)
    {
        if (entry.Length > MaxLength) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var guard = Lock();
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var line = Encoding.UTF8.GetBytes((EndsInMiddle(file) ? "\n" : "") + Encode(entry) + "\n");
            file.Seek(0, SeekOrigin.End);
            file.Write(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A history that cannot be written is no reason to stop.
        }
    }

    /// <summary>A session that was killed while it wrote leaves half a line; the next entry must not be joined to it.</summary>
    private static bool EndsInMiddle(FileStream file)
    {
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    private static string Encode(string entry) => entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Decode(string line)
    {
        var entry = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length) entry.Append(line[++i] == 'n' ? '\n' : line[i]);
            else entry.Append(line[i]);
        }

        return LineBuffer.Clean(entry.ToString());
    }

    private string[] Lines()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n');
    }

    /// <summary>Keeps the newest entries. The new file takes the place of the old one in one step.</summary>
    private void Compact()
    {
        using var guard = Lock();
        var newest = Lines().Where(l => l.Length > 0).TakeLast(MaxEntries);
        var temporary = path + ".new";
        File.WriteAllText(temporary, string.Concat(newest.Select(l => l + "\n")));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The lock of all sessions, on a file of its own, since the history itself may be replaced.</summary>
    private FileStream Lock()
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                Thread.Sleep(5);
            }
        }
    }
}
