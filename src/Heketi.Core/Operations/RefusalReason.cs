namespace Heketi.Core.Operations;

/// <summary>Why an operation was refused; the HTTP status of the Heketi API follows from it.</summary>
public enum RefusalReason
{
    /// <summary>The thing is not there: 404.</summary>
    NotFound,

    /// <summary>The request is wrong: 400.</summary>
    BadRequest,

    /// <summary>It contradicts what is there: 409.</summary>
    Conflict,

    /// <summary>It cannot be carried out, for example no space: 500 (Heketi API).</summary>
    Failed,

    /// <summary>Too many operations run and wait: 429.</summary>
    Busy,
}
