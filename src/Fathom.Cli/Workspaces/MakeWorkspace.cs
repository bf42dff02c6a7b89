using System.Security.Cryptography;
using Fathom.Catalog.Conditions;
using Fathom.Catalog.Elements;
using Fathom.Database;
using Fathom.Database.Taking;
using Fathom.Detector.Calibration;
using Fathom.Detector.Description;
using Fathom.Detector.Geometry;
using Fathom.Identity.Tokens;
using Fathom.Simulation.Light;
using Fathom.Storage.Folder;

namespace Fathom.Cli.Workspaces;

/// <summary>Makes a workspace, or completes one whose making was interrupted; a whole one is left as it is.</summary>
internal static class MakeWorkspace
{
    private const ulong SeedOfTheTruth = 26;

    public static async Task RunAsync(WorkspaceFolders folders)
    {
        foreach (string folder in new[] { folders.Root, folders.Run, folders.Conditions, folders.Detector, folders.Storage, folders.Scratch })
        {
            Directory.CreateDirectory(folder);
        }

        // Who may read the lock may hold it, and so pass for a server.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folders.Run, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var taken = WorkspaceLock.Take(folders.Run, new WorkspaceHolder(Environment.ProcessId, Environment.MachineName, ""));
        WorkspaceSecrets.ReadOrCreate(folders.Root);
        string constants = MakeDetectorAndConstants(new WorkspaceLayout(folders));
        foreach (string name in new[] { WorkspaceLayout.Primary, WorkspaceLayout.Second })
        {
            _ = new FolderElement(name, Path.Combine(folders.Storage, name)); // makes it
        }

        using var database = WorkspaceDatabase.Open(folders);
        await database.WriteAsync(transaction =>
        {
            StorageElementRegistry.Add(transaction, Folder(WorkspaceLayout.Primary));
            StorageElementRegistry.Add(transaction, Folder(WorkspaceLayout.Second));
            ConditionsTags.Freeze(
                transaction, WorkspaceLayout.Tag, [new ConditionsInterval(1, int.MaxValue, WorkspaceLayout.ConstantsFile, constants)]);
        });
    }

    private static StorageElementEntry Folder(string name) => new(name, "folder", $"storage/{name}", "local", null);

    /// <summary>Returns the hash of the constants.</summary>
    private static string MakeDetectorAndConstants(WorkspaceLayout layout)
    {
        if (!File.Exists(layout.DetectorDescription))
        {
            WholeFile.Write(layout.DetectorDescription, DetectorDescription.WriteDefault);
        }

        if (!File.Exists(layout.TruthConstants))
        {
            DetectorGeometry geometry = DetectorGeometry.Load(layout.DetectorDescription);
            CalibrationConstants truth = PlausibleConstants.Make(geometry, SeedOfTheTruth, LightMapSource.Measure(geometry));
            WholeFile.Write(layout.TruthConstants, truth.Save);
        }

        using FileStream content = File.OpenRead(layout.TruthConstants);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
