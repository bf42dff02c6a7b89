using System.Globalization;
using System.Runtime.InteropServices;

namespace Fathom.Storage.Folder;

/// <summary>Error numbers that the element tells apart (the same on every Linux architecture .NET runs on).</summary>
internal enum UnixError
{
    None = 0,
    NotPermitted = 1,
    Missing = 2,
    AccessDenied = 13,
    Exists = 17,
    CrossDevice = 18,
    NotFolder = 20,
    IsFolder = 21,
    Invalid = 22,
    NoSpace = 28,
    ReadOnlyFileSystem = 30,
    NotImplemented = 38,
    NotEmpty = 39,
    Loop = 40,
    NotSupported = 95,
    QuotaExceeded = 122,
}

/// <summary>A system call failed.</summary>
/// <remarks>Its HResult is the error number, as in the exceptions that .NET makes of a failed call.</remarks>
internal sealed class UnixException(UnixError error, string call)
    : IOException($"{call}: {Marshal.GetPInvokeErrorMessage((int)error)} (error {((int)error).ToString(CultureInfo.InvariantCulture)})", (int)error)
{
    public UnixError Error { get; } = error;

    /// <summary>The failure that the last call of this thread left.</summary>
    public static UnixException Last(string call) => new((UnixError)Marshal.GetLastPInvokeError(), call);
}
