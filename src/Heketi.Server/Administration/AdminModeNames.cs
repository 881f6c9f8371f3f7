namespace Heketi.Server.Administration;

/// <summary>Words of the Heketi API for the modes.</summary>
public static class AdminModeNames
{
    /// <summary>The word.</summary>
    public static string Word(this AdminMode mode) => mode switch
    {
        AdminMode.ReadOnly => "read-only",
        AdminMode.LocalClient => "local-client",
        _ => "normal",
    };

    /// <summary>The mode of a word; null for another word.</summary>
    public static AdminMode? Parse(string word) => word switch
    {
        "normal" => AdminMode.Normal,
        "read-only" => AdminMode.ReadOnly,
        "local-client" => AdminMode.LocalClient,
        _ => null,
    };
}
