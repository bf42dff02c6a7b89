namespace Fathom.Storage.Load;

/// <summary>Which way bytes flow at a storage element.</summary>
public enum StorageFlow
{
    /// <summary>Out of it.</summary>
    Read,

    /// <summary>Into it.</summary>
    Write,
}
