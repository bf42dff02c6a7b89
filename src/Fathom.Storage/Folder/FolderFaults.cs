using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

/// <summary>Turns failures of the operating system into the element's own.</summary>
internal static class FolderFaults
{
    /// <summary>True where a path leads to nothing: missing, or through something that is no folder.</summary>
    public static bool IsMissing(UnixError error) => error is UnixError.Missing or UnixError.NotFolder or UnixError.Loop;

    /// <summary>The exception for a failed call.</summary>
    public static Exception Of(string element, string path, UnixException failure) => failure.Error switch
    {
        UnixError.Exists => new StorageConflictException(element, path),
        UnixError.NoSpace or UnixError.QuotaExceeded => new StorageFullException(element, path, failure),
        UnixError.NotPermitted or UnixError.AccessDenied or UnixError.ReadOnlyFileSystem =>
            new StorageDeniedException(element, path, failure.Message, failure),
        UnixError.NotFolder or UnixError.Loop =>
            new StorageDeniedException(element, path, "a part of the path is a link or a file", failure),
        UnixError.Missing => new StorageMissingException(element, path),
        _ => new StorageFaultException(element, path, failure.Message, failure),
    };

    /// <summary>The exception for a read or write through .NET that failed; its HResult is the system's error number.</summary>
    public static Exception OfSystem(string element, string path, IOException failure) => failure is StorageException ? failure
        : failure is UnixException unix
        ? Of(element, path, unix)
        : (UnixError)failure.HResult is UnixError.NoSpace or UnixError.QuotaExceeded
            ? new StorageFullException(element, path, failure)
            : new StorageFaultException(element, path, failure.Message, failure);
}
