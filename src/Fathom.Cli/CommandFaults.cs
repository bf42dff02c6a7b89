using Fathom.Catalog;
using Fathom.Compute.Releases;
using Fathom.Database.Faults;
using Fathom.Detector.Calibration;
using Fathom.Detector.Description;
using Fathom.Identity.Tokens;
using Fathom.Portal.Server;
using Fathom.Root;
using Fathom.Storage.Elements;
using Fathom.Vo.Releases;
using Fathom.Vo.Tables.Reading;

namespace Fathom.Cli;

/// <summary>What a failure means for the person at the keyboard: an exit code and one message.</summary>
public static class CommandFaults
{
    private const int DiskFull = 28; // ENOSPC

    /// <summary>Exit code and message of an exception that a command did not handle.</summary>
    public static (int Code, string Message) Explain(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first),
        CommandException failure => (failure.Code, failure.Message),
        OperationCanceledException => (ExitCode.Interrupted, "interrupted; started again it goes on where it was"),
        WorkspaceException { Problem: WorkspaceProblem.Missing } missing => (ExitCode.NotFound, missing.Message),
        WorkspaceException { Problem: WorkspaceProblem.Taken or WorkspaceProblem.EpochLost or WorkspaceProblem.Busy } taken => (ExitCode.InUse, taken.Message),
        WorkspaceException { Problem: WorkspaceProblem.Lost } lost => (ExitCode.Unavailable, lost.Message),
        WorkspaceException { Problem: WorkspaceProblem.Denied } denied => (ExitCode.Denied, denied.Message),
        WorkspaceException disk => (ExitCode.InputOutput, disk.Message),
        StorageException storage => (ExitCode.InputOutput, storage.Message),
        PortInUseException port => (ExitCode.InUse, port.Message),
        ReleaseFileException or TableFormatException or InvalidDataException => (ExitCode.BadData, fault.Message),
        RootFormatException damage => (ExitCode.BadData, damage.Message),
        ReleaseException release => (ExitCode.BadData, release.Message),
        CatalogueException refused => (ExitCode.BadData, refused.Message),
        DetectorDescriptionException or CalibrationFileException => (ExitCode.BadData, fault.Message),
        SecretFileException or UnauthorizedAccessException => (ExitCode.Denied, fault.Message),
        IOException { HResult: DiskFull } full => (ExitCode.InputOutput, $"The disk is full: {full.Message} Nothing acknowledged is lost; free some space and start again."),
        IOException io => (ExitCode.InputOutput, io.Message),
        _ => (ExitCode.Internal, $"a defect in Fathom; please report it with these lines:\n{fault}"),
    };
}
