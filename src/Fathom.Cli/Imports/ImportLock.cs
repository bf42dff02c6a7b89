using Fathom.Database;

namespace Fathom.Cli.Imports;

/// <summary>One import at a time: between the question whether a file is known and its registration nobody else may write its path.</summary>
internal sealed class ImportLock : IDisposable
{
    private readonly FileStream held;

    private ImportLock(FileStream held) => this.held = held;

    /// <summary>Takes it.</summary>
    /// <exception cref="CommandException">Another import is under way.</exception>
    public static ImportLock Take(WorkspaceFolders folders)
    {
        try
        {
            return new ImportLock(new FileStream(
                Path.Combine(folders.Run, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException busy) when (busy.GetType() == typeof(IOException))
        {
            throw new CommandException(ExitCode.InUse, $"{folders.Root}: another simulate or data add is under way; try again when it has ended.");
        }
    }

    public void Dispose() => held.Dispose();
}
