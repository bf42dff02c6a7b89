using Fathom.Compute.Pilot;
using Fathom.Database;
using Fathom.Identity.Tokens;

namespace Fathom.Compute.Engines;

/// <summary>
/// Single-use secrets of submitted pilots: a folder for each submission, in it a file for each element, readable by their
/// owner alone. A file stands for as long as its pilot waits or runs, so that a new server knows whom to look for.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="engine">Name of the engine.</param>
/// <param name="tokens">Issues the secrets.</param>
public sealed class SecretFolder(string workspace, string engine, BootstrapTokens tokens)
{
    private readonly string root = Path.Combine(new WorkspaceFolders(workspace).Run, "slots", engine);

    /// <summary>Submissions that have elements left.</summary>
    public IReadOnlyList<string> Submissions => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Select(folder => Path.GetFileName(folder)!)]
        : [];

    /// <summary>Name of a slot, in its secret and in the ledger.</summary>
    public static string SlotOf(string submission, int element) => FormattableString.Invariant($"{submission}_{element}");

    /// <summary>Folder of a submission.</summary>
    public string FolderOf(string submission) => Path.Combine(root, submission);

    /// <summary>File with the secret of one element.</summary>
    public string FileOf(string submission, int element) => Path.Combine(FolderOf(submission), FormattableString.Invariant($"{element}.secret"));

    /// <summary>Makes the secrets of a submission's elements, numbered from 0.</summary>
    public void Issue(string submission, int elements, DateTimeOffset expires)
    {
        Directory.CreateDirectory(root);
        PrivateFiles.MakeFolder(FolderOf(submission));
        for (var element = 0; element < elements; element++)
        {
            using var file = PrivateFiles.MakeFile(FileOf(submission, element));
            file.Write(System.Text.Encoding.ASCII.GetBytes(tokens.Issue(engine, SlotOf(submission, element), expires).Reveal() + "\n"));
        }
    }

    /// <summary>Elements of a submission whose pilots may still wait or run.</summary>
    public IReadOnlyList<int> ElementsOf(string submission) => Directory.Exists(FolderOf(submission))
        ? [.. Directory.EnumerateFiles(FolderOf(submission), "*.secret")
            .Select(file => int.TryParse(Path.GetFileNameWithoutExtension(file), out var element) ? element : -1)
            .Where(element => element >= 0)
            .Order()]
        : [];

    /// <summary>The pilot has ended, and the ledger knows.</summary>
    public void Remove(string submission, int element)
    {
        try
        {
            File.Delete(FileOf(submission, element));
            File.Delete(Path.ChangeExtension(FileOf(submission, element), "pilot")); // see SlotPilots
            if (!Directory.EnumerateFileSystemEntries(FolderOf(submission)).Any())
            {
                Directory.Delete(FolderOf(submission));
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already.
        }
    }
}
